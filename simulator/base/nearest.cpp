#include "simulator/base/nearest.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

namespace ensaio {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

/// The optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = d[i - 1][j - 1] + (same_letter(a[i - 1], b[j - 1]) ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replace});
      const bool swapped =
          i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]);
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  while (count < std::min(a.size(), b.size()) && same_letter(a[count], b[count])) ++count;
  return count;
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view text,
                                        std::span<const std::string_view> words) {
  constexpr std::size_t kLongest = 64;  // Nobody misspells more; keeps the table small.
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  // Of a single letter nothing would be left.
  const std::size_t most = text.size() == 1 ? 0 : std::max<std::size_t>(1, text.size() / 3);
  std::size_t best = most + 1;
  std::optional<std::string_view> found;
  for (const std::string_view word : words) {
    const std::size_t edits = distance(text, word);
    const bool nearer =
        edits < best ||
        (found && edits == best && common_beginning(text, word) > common_beginning(text, *found));
    if (!nearer) continue;
    best = edits;
    found = word;
  }
  return found;
}

}  // namespace ensaio
