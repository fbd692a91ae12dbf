#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "simulator/base/offset.hpp"
#include "simulator/report/histogram.hpp"

namespace ensaio {

/// The histogram's counts as HdrHistogram's "V2" encoding has them, in bytes, not compressed.
/// clamped() and what is exact beyond the buckets (min, max, mean) are not in it.
std::string hdr_encoded(const Histogram& histogram);

/// The same compressed, in one line of base64: the last field of an interval in a log.
std::string hdr_compressed(const Histogram& histogram);

/// Writes a histogram log, version 1.3, as HdrHistogram's tools and viewers read it: a head, then
/// one line per interval and tag. Values are in microseconds, but the column Interval_Max is in
/// milliseconds. After a line that could not be written there comes none.
class HistogramLog {
 public:
  /// Takes whole lines with their newlines, and has them written when it returns; so a run that is
  /// killed loses at most the line it was about to write. False: it could not.
  using Put = std::function<bool(std::string_view lines)>;

  explicit HistogramLog(Put put) : put_(std::move(put)) {}

  /// `started`: the wall time to which the intervals' offsets belong.
  void begin(WallTime started);

  /// One interval: all that was recorded under `tag` from `start` on, for `length`; nothing, too,
  /// is written. A tag is a name of any kind, or empty for none. Readers allow no comma and no
  /// space in it, so these, "%" and control characters are written as in a URL: "three%20ticks".
  /// Takes 50 us for what is usual, 0.6 ms where every bucket is in use: mostly to compress.
  void add(std::string_view tag, Offset start, Offset length, const Histogram& histogram);

  /// A line could not be written.
  bool is_broken() const { return is_broken_; }

 private:
  void put(const std::string& lines);

  Put put_;
  bool is_broken_ = false;
};

}  // namespace ensaio
