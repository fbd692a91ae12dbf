#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "simulator/document/codes.hpp"

namespace ensaio {

/// What `ensaio explain` prints of a code.
struct CodePage {
  Code code{};
  std::string_view title{};  ///< "A duration needs a unit".
  std::string_view text{};   ///< Why it is a mistake, in a few sentences.
  std::string_view bad{};    ///< A file that makes it.
  std::string_view good{};   ///< The same file, mended.
};

/// Every code there is, in order of number.
std::span<const CodePage> code_pages();

/// The code that "S012" or "s012" names; nothing where there is none.
std::optional<Code> parse_code(std::string_view text);

// The pages, a file each by what a mistake is about. code_pages.cpp puts them together.

extern const std::span<const CodePage> kFilePages;
extern const std::span<const CodePage> kShapePages;
extern const std::span<const CodePage> kValuePages;
extern const std::span<const CodePage> kNamePages;
extern const std::span<const CodePage> kMeaningPages;
extern const std::span<const CodePage> kRulePages;
extern const std::span<const CodePage> kLintPages;
extern const std::span<const CodePage> kLoadPages;

}  // namespace ensaio
