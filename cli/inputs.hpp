#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/document/problem.hpp"

namespace ensaio {

/// A text to be loaded.
struct Source {
  std::string file{};  ///< As the user named it; "-"; "pack:odd/late-read".
  std::string text{};
  std::string folder{};  ///< Where its project file is looked for: its own, or the current one.
                         ///< Empty: nowhere.
};

/// All texts that the user named, and what could not be read.
struct Inputs {
  std::vector<Source> sources{};
  Problems problems{};
};

enum class Folders : std::uint8_t { Taken, Refused };

/// What `names` mean: files, `-` for standard input, `pack:NAME`, and, where they are taken,
/// folders: every *.yaml and *.yml below, in byte order of the path, without project files and
/// without what is in hidden folders. A file named twice is read once.
Inputs read_inputs(const std::vector<std::string>& names, Folders folders, std::istream& in);

/// The text of one file, a little more than the loader takes at most. Also of "pack:NAME".
Result<std::string> read_text(const std::string& path);

}  // namespace ensaio
