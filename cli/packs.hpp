#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/embedded_file.hpp"

namespace ensaio {

/// The files below scenarios/, in byte order of their path.
std::span<const EmbeddedFile> pack_files();

/// The name of an embedded scenario file: "odd/late-read" of "odd/late-read.yaml".
std::string_view pack_name(const EmbeddedFile& file);

/// The files that "odd/late-read" (a file), "odd" (a folder) or "all" names, with or without
/// "pack:" before and ".yaml" behind; or the rules of that name. Empty where there is none.
std::vector<EmbeddedFile> pack(std::string_view name);

/// The names of all folders and files, for the nearest spelling.
std::vector<std::string_view> pack_names();

}  // namespace ensaio
