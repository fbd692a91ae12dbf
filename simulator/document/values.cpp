#include "simulator/document/values.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <numeric>
#include <system_error>

#include "simulator/document/decimal.hpp"

namespace ensaio {
namespace {

constexpr std::int64_t kLongest = std::int64_t{1000} * 3600 * 1'000'000'000;  // 1000 hours.

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

// From the largest, so that of equally short texts duration_text() takes the larger unit.
constexpr std::array<Unit, 5> kUnits{{
    {"h", std::int64_t{3600} * 1'000'000'000},
    {"m", std::int64_t{60} * 1'000'000'000},
    {"s", 1'000'000'000},
    {"ms", 1'000'000},
    {"us", 1'000},
}};

/// `number` units exactly in nanoseconds; nothing where that is no whole number or too long.
std::optional<std::int64_t> nanoseconds(const Decimal& number, std::int64_t unit) {
  const std::int64_t shared = std::gcd(number.scale, unit);
  const std::int64_t divisor = number.scale / shared;
  const std::int64_t factor = unit / shared;
  if (number.digits % divisor != 0) return std::nullopt;
  const std::int64_t count = number.digits / divisor;
  if (count > kLongest / factor) return std::nullopt;
  return count * factor;
}

/// `duration` as a decimal number of `unit`; nothing where that needs endless digits.
std::optional<std::string> in_unit(std::int64_t duration, const Unit& unit) {
  std::int64_t rest = duration % unit.nanoseconds;
  std::string text = std::to_string(duration / unit.nanoseconds);
  if (rest != 0) text += '.';
  // An hour is 36 * 10^11 ns, so 14 places show every fraction that ends.
  for (int place = 0; rest != 0; ++place) {
    if (place == 14) return std::nullopt;
    rest *= 10;
    text += static_cast<char>('0' + rest / unit.nanoseconds);
    rest %= unit.nanoseconds;
  }
  return text.append(unit.name);
}

/// Takes `suffix` off the end of `text`; false where it is not there.
bool take_end(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

}  // namespace

std::optional<Offset> parse_duration(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.");
  if (end == std::string_view::npos) return std::nullopt;
  const std::optional<Decimal> number = parse_decimal(text.substr(0, end));
  if (!number) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (unit.name != text.substr(end)) continue;
    const auto exact = nanoseconds(*number, unit.nanoseconds);
    return exact ? std::optional(Offset(*exact)) : std::nullopt;
  }
  return std::nullopt;
}

std::string duration_text(Offset duration) {
  if (duration == Offset::zero()) return "0s";
  if (duration < Offset::zero()) return "-" + duration_text(-duration);
  std::string shortest;
  for (const Unit& unit : kUnits) {
    const bool smallest = &unit == &kUnits.back();
    if (duration.count() < unit.nanoseconds && !smallest) continue;  // No "0.25s" for "250ms".
    const auto text = in_unit(duration.count(), unit);
    if (text && (shortest.empty() || text->size() < shortest.size())) shortest = *text;
  }
  return shortest;
}

std::optional<Span> parse_span(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto fixed = parse_duration(text);
    return fixed ? std::optional<Span>(*fixed) : std::nullopt;
  }
  const auto low = parse_duration(text.substr(0, dots));
  const auto high = parse_duration(text.substr(dots + 2));
  if (!low || !high || *low > *high) return std::nullopt;
  return Uniform{*low, *high};
}

std::optional<double> parse_percent(std::string_view text) {
  if (!take_end(text, "%")) return std::nullopt;
  const auto number = parse_decimal(text);
  if (!number || number->digits > 100 * number->scale) return std::nullopt;
  return number->divided_by(100);
}

std::optional<double> parse_rate(std::string_view text) {
  constexpr double kHighest = 1e9;  // One every nanosecond.
  constexpr std::array<Unit, 3> kPer{{{"/s", 1}, {"/m", 60}, {"/h", 3600}}};
  for (const Unit& unit : kPer) {
    std::string_view rest = text;
    if (!take_end(rest, unit.name)) continue;
    const auto number = parse_decimal(rest);
    if (!number) return std::nullopt;
    const double rate = number->divided_by(unit.nanoseconds);
    return rate <= kHighest ? std::optional(rate) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  struct Scale {
    std::string_view name;
    unsigned shift;
  };
  constexpr std::array<Scale, 4> kScales{{{"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"B", 0}}};
  constexpr std::uint64_t kLargest = std::uint64_t{1} << 40;  // 1 TiB: nobody means more.
  for (const Scale& scale : kScales) {
    std::string_view rest = text;
    if (!take_end(rest, scale.name)) continue;
    const auto count = parse_unsigned(rest);
    if (!count || *count > (kLargest >> scale.shift)) return std::nullopt;
    return *count << scale.shift;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> parse_throughput(std::string_view text) {
  if (!take_end(text, "/s")) return std::nullopt;
  const auto size = parse_size(text);
  return size && *size > 0 ? size : std::nullopt;
}

std::optional<StatusRange> parse_status(std::string_view text) {
  if (text.size() != 3 || text[0] < '1' || text[0] > '5') return std::nullopt;
  const int hundreds = (text[0] - '0') * 100;
  if (text.substr(1) == "xx") return StatusRange{hundreds, hundreds + 99};
  const auto status = parse_unsigned(text);
  if (!status) return std::nullopt;
  return StatusRange{static_cast<int>(*status), static_cast<int>(*status)};
}

std::string status_text(StatusRange range) {
  if (range.low == range.high) return std::to_string(range.low);
  if (range.low % 100 == 0 && range.high == range.low + 99) {
    return std::to_string(range.low / 100) + "xx";
  }
  return fmt::format("{}..{}", range.low, range.high);
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return value;
}

std::optional<Clock> parse_clock(std::string_view text) {
  if (text == "real") return Clock{};
  if (text == "virtual") return Clock{Clock::Mode::Virtual, 1};
  if (!text.starts_with('x')) return std::nullopt;
  const auto number = parse_decimal(text.substr(1));
  if (!number) return std::nullopt;
  const double factor = number->divided_by(1);
  // A second that takes an hour, and eleven days in one: beyond these it is a slip of the keyboard.
  if (factor < 1e-4 || factor > 1e6) return std::nullopt;
  return Clock{Clock::Mode::Fast, factor};
}

std::string clock_text(const Clock& clock) {
  if (clock.mode == Clock::Mode::Real) return "real";
  if (clock.mode == Clock::Mode::Virtual) return "virtual";
  if (clock.mode == Clock::Mode::Manual) return "manual";
  std::array<char, 64> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), clock.factor,
                                     std::chars_format::fixed);
  return "x" + std::string(digits.data(), written.ptr);
}

}  // namespace ensaio
