#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "simulator/base/offset.hpp"

namespace ensaio {

// The small values of the language. Each parser takes the whole text and answers nothing where it
// is not exactly such a value; saying what is wrong is the caller's (grammar_check.cpp).

/// "250ms", "1.5s", "2m", "1h", "40us". Not negative; at most 1000 hours.
std::optional<Offset> parse_duration(std::string_view text);

/// The shortest exact form: 250ms, 1.5s, 2m, 1h, 40us; 0 is "0s".
std::string duration_text(Offset duration);

/// Any time from `low` to `high`, each whole millisecond as likely.
struct Uniform {
  Offset low{};
  Offset high{};
  bool operator==(const Uniform&) const = default;
};

/// Log-normal: half below p50, one in a hundred above p99. Requires 0 < p50 <= p99.
struct LogNormal {
  Offset p50{};
  Offset p99{};
  bool operator==(const LogNormal&) const = default;
};

/// How long something takes: a time, or how to draw one.
using Span = std::variant<Offset, Uniform, LogNormal>;

/// "2s" or "2s..5s" (low <= high). The third form, { p50, p99 }, is a map: see the loader.
std::optional<Span> parse_span(std::string_view text);

/// "10%" is 0.1. 0% to 100%.
std::optional<double> parse_percent(std::string_view text);

/// "50/s", "3000/m", "1/h": so many a second. Not negative.
std::optional<double> parse_rate(std::string_view text);

/// "7B", "4KiB", "1MiB" in bytes.
std::optional<std::uint64_t> parse_size(std::string_view text);

/// "200B/s", "4KiB/s" in bytes a second, at least 1.
std::optional<std::uint64_t> parse_throughput(std::string_view text);

/// "200" or "2xx".
struct StatusRange {
  int low = 0;
  int high = 0;
  bool holds(int status) const { return low <= status && status <= high; }
  bool operator==(const StatusRange&) const = default;
};
std::optional<StatusRange> parse_status(std::string_view text);
std::string status_text(StatusRange range);

/// A whole number without sign, decimal. Nothing where it does not fit 64 bits.
std::optional<std::uint64_t> parse_unsigned(std::string_view text);

/// RFC 3339, "2026-01-01T00:00:00Z" or with an offset, down to milliseconds.
std::optional<WallTime> parse_time(std::string_view text);

/// `real`, `virtual`, `x10`. Manual stands still until it is told to go on; no file can ask for it.
struct Clock {
  enum class Mode : std::uint8_t { Real, Virtual, Fast, Manual };
  Mode mode = Mode::Real;
  double factor = 1;  ///< So many times faster than real time, where Fast. Over 0.
  bool operator==(const Clock&) const = default;
};
std::optional<Clock> parse_clock(std::string_view text);
std::string clock_text(const Clock& clock);

}  // namespace ensaio
