#pragma once

#include <span>

#include "simulator/base/embedded_file.hpp"

namespace ensaio {

/// Rules that come with the program, by their name: "lifelike.yaml" is `--rules pack:lifelike`.
std::span<const EmbeddedFile> rule_packs();

}  // namespace ensaio
