#pragma once

#include <span>

#include "simulator/scenario/codes.hpp"

namespace ensaio {

// The pages, a file each by what a mistake is about. codes.cpp puts them together.

extern const std::span<const CodePage> kFilePages;
extern const std::span<const CodePage> kShapePages;
extern const std::span<const CodePage> kValuePages;
extern const std::span<const CodePage> kNamePages;
extern const std::span<const CodePage> kMeaningPages;
extern const std::span<const CodePage> kLintPages;

}  // namespace ensaio
