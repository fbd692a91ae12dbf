#include "simulator/report/histogram_log.hpp"

#include <Poco/Base64Encoder.h>
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/DeflatingStream.h>
#include <Poco/Timestamp.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>
#include <span>
#include <sstream>

namespace ensaio {
namespace {

// Source of the encoding and of the log: HdrHistogram (Java) 2.2.2, AbstractHistogram.java
// (encodeIntoByteBuffer, fillBufferFromCountsArray, encodeIntoCompressedByteBuffer),
// ZigZagEncoding.java, HistogramLogWriter.java.
constexpr std::uint32_t kCookie = 0x1c849303U | 0x10U;
constexpr std::uint32_t kCompressedCookie = 0x1c849304U | 0x10U;

/// Bytes with the most significant first.
template <class Number>
void append(std::string& bytes, Number number) {
  for (int shift = 8 * (static_cast<int>(sizeof number) - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>((number >> shift) & 0xffU);
  }
}

/// ZigZag LEB128-64b9B: the sign goes into the lowest bit, seven bits a byte, the lowest first, the
/// highest bit of a byte says that there is one more; but a ninth byte, the last, has eight bits.
void append_zigzag(std::string& bytes, std::int64_t number) {
  auto rest = (static_cast<std::uint64_t>(number) << 1U) ^ (number < 0 ? ~std::uint64_t{0} : 0);
  for (int i = 0; i < 8 && rest > 0x7fU; ++i) {
    bytes += static_cast<char>((rest & 0x7fU) | 0x80U);
    rest >>= 7U;
  }
  bytes += static_cast<char>(rest);
}

/// A count as it is; of zeros in a row, where there are more than one, how many, negative.
std::string payload(std::span<const std::uint64_t> counts) {
  std::string bytes;
  for (std::size_t i = 0; i < counts.size();) {
    const auto end = std::find_if(counts.begin() + static_cast<std::ptrdiff_t>(i), counts.end(),
                                  [](std::uint64_t count) { return count > 0; });
    const auto zeros = (end - counts.begin()) - static_cast<std::ptrdiff_t>(i);
    append_zigzag(bytes, zeros > 1 ? -zeros : static_cast<std::int64_t>(counts[i]));
    i += static_cast<std::size_t>(std::max<std::ptrdiff_t>(zeros, 1));
  }
  return bytes;
}

// These two write into memory, and fail only where there is none left.

std::string deflated(const std::string& bytes) {
  std::ostringstream out;
  Poco::DeflatingOutputStream stream(out, Poco::DeflatingStreamBuf::STREAM_ZLIB);
  stream << bytes;
  stream.close();
  return out.str();
}

std::string base64(const std::string& bytes) {
  std::ostringstream out;
  Poco::Base64Encoder stream(out);
  stream.rdbuf()->setLineLength(0);
  stream << bytes;
  stream.close();
  return out.str();
}

double seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

std::string tag_field(std::string_view tag) {
  if (tag.empty()) return "";
  std::string field = "Tag=";
  for (const char c : tag) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte > ' ' && byte != 0x7f && c != ',' && c != '%';
    field += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return field + ',';
}

}  // namespace

std::string hdr_encoded(const Histogram& histogram) {
  const std::string counts = payload(histogram.counts());
  std::string bytes;
  append(bytes, kCookie);
  append(bytes, static_cast<std::uint32_t>(counts.size()));
  append(bytes, std::uint32_t{0});  // Normalizing index offset: not shifted.
  append(bytes, std::uint32_t{Histogram::kDigits});
  append(bytes, static_cast<std::uint64_t>(Histogram::kLowest.count()));
  append(bytes, static_cast<std::uint64_t>(Histogram::kHighest.count()));
  append(bytes, std::bit_cast<std::uint64_t>(1.0));  // Ratio of integers to values.
  return bytes + counts;
}

std::string hdr_compressed(const Histogram& histogram) {
  const std::string packed = deflated(hdr_encoded(histogram));
  std::string bytes;
  append(bytes, kCompressedCookie);
  append(bytes, static_cast<std::uint32_t>(packed.size()));
  return base64(bytes + packed);
}

void HistogramLog::begin(WallTime started) {
  const auto since = std::chrono::microseconds(started.time_since_epoch());
  const std::string date = Poco::DateTimeFormatter::format(
      Poco::Timestamp(since.count()), Poco::DateTimeFormat::ISO8601_FRAC_FORMAT);
  put(
      fmt::format("#[Histogram log format version 1.3]\n"
                  "#[StartTime: {0:.3f} (seconds since epoch), {1}]\n"
                  "#[BaseTime: {0:.3f} (seconds since epoch)]\n"
                  "#[Written by Ensaio: values in microseconds, Interval_Max in milliseconds]\n"
                  "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                  "\"Interval_Compressed_Histogram\"\n",
                  seconds(since), date));
}

void HistogramLog::add(std::string_view tag, Offset start, Offset length,
                       const Histogram& histogram) {
  const double milliseconds = std::chrono::duration<double, std::milli>(histogram.max()).count();
  put(fmt::format("{}{:.3f},{:.3f},{:.3f},{}\n", tag_field(tag), seconds(start), seconds(length),
                  milliseconds, hdr_compressed(histogram)));
}

void HistogramLog::put(const std::string& lines) {
  if (is_broken_) return;
  is_broken_ = !put_(lines);
}

}  // namespace ensaio
