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
/// one line per interval and tag. Values are in microseconds, the column Interval_Max in
/// milliseconds (as everywhere, so that the tools' unit ratio of 1000 fits). After a line that
/// could not be written there comes none.
class HistogramLog {
 public:
  /// Takes whole lines with their newlines, and has them written when it returns. So whoever is
  /// killed loses no line but the one that he was about to write. False: it could not.
  using Put = std::function<bool(std::string_view lines)>;

  explicit HistogramLog(Put put) : put_(std::move(put)) {}

  /// `started`: the wall time to which the intervals' offsets belong.
  void begin(WallTime started);

  /// All that was recorded under `tag` from `start` on, for `length`. A tag is a name of any kind,
  /// or empty for none; readers allow no comma and no white space in it, so these are written as in
  /// a URL ("three%20ticks"), "%" and control characters too.
  void add(std::string_view tag, Offset start, Offset length, const Histogram& histogram);

  /// A line could not be written.
  bool is_broken() const { return is_broken_; }

 private:
  void put(const std::string& lines);

  Put put_;
  bool is_broken_ = false;
};

}  // namespace ensaio
