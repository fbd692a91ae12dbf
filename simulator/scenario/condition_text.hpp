#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ensaio {

/// A word, a comparison or a quoted name of a condition.
struct ConditionWord {
  std::string_view text{};  ///< Without its quotes.
  std::size_t at = 0;       ///< In bytes, with its quotes.
  std::size_t width = 0;
  bool quoted = false;
};

/// The words of a condition. Comparisons need no blanks around them; a quote that is not closed
/// ends with the text.
std::vector<ConditionWord> words_of_condition(std::string_view text);

}  // namespace ensaio
