#include "simulator/base/wildcard.hpp"

#include <cstddef>

namespace ensaio {

// The last star is the only one that ever needs another try: what an earlier one could swallow
// beyond its first fit, the last one can swallow too. So the time is at most |pattern| * |text|.
bool matches_wildcard(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t after_star = std::string_view::npos;  // Into pattern; none met yet.
  std::size_t swallowed = 0;                        // Into text: the end of what it stands for.
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      after_star = ++at;
      swallowed = in_text;
    } else if (at < pattern.size() && pattern[at] == text[in_text]) {
      ++at;
      ++in_text;
    } else if (after_star != std::string_view::npos) {
      at = after_star;
      in_text = ++swallowed;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace ensaio
