#include "cli/too_much.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace ensaio {
namespace {

struct Most {
  std::string_view unit;
  std::string_view number;  ///< Of it: a whole one, without leading zeros.
};

// What parse_duration() and parse_exact_rate() read at most.
constexpr std::array<Most, 5> kLongest{{{"h", "1000"},
                                        {"m", "60000"},
                                        {"s", "3600000"},
                                        {"ms", "3600000000"},
                                        {"us", "3600000000000"}}};
constexpr std::array<Most, 3> kFastest{
    {{"/s", "1000000000"}, {"/m", "60000000000"}, {"/h", "3600000000000"}}};

constexpr std::string_view kDigits = "0123456789";

/// Whether `text` is a decimal number, whatever its size, over `most`.
bool is_over(std::string_view text, std::string_view most) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  const std::string_view part = text.substr(std::min(point + 1, text.size()));
  if (whole.empty() || whole.find_first_not_of(kDigits) != std::string_view::npos) return false;
  if (part.find_first_not_of(kDigits) != std::string_view::npos) return false;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.size() != most.size()) return whole.size() > most.size();
  if (whole != most) return whole > most;
  return part.find_first_not_of('0') != std::string_view::npos;
}

template <class Table>
bool is_too_much(std::string_view text, const Table& table) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  return std::any_of(table.begin(), table.end(), [&](const Most& most) {
    return text.substr(end) == most.unit && is_over(text.substr(0, end), most.number);
  });
}

}  // namespace

Error no_duration(const std::string& option, const std::string& word) {
  if (is_too_much(word, kLongest)) {
    return {fmt::format("{}: '{}' is too long", option, word), "at most 1000h"};
  }
  return {fmt::format("{}: '{}' is no duration over 0", option, word),
          "a duration has a unit: 30s, 5m"};
}

Error no_rate(const std::string& option, const std::string& word, const std::string& what,
              const std::string& hint) {
  const std::string_view text = word;
  const std::size_t dots = text.find("..");
  const bool ramp = dots != std::string_view::npos;
  if (is_too_much(text.substr(0, dots), kFastest) ||
      (ramp && is_too_much(text.substr(dots + 2), kFastest))) {
    return {fmt::format("{}: '{}' is too much", option, word), "at most 1000000000/s"};
  }
  return {fmt::format("{}: '{}' {}", option, word, what), hint};
}

}  // namespace ensaio
