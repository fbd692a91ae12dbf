#include "simulator/report/histogram_log.hpp"

#include <Poco/Base64Decoder.h>
#include <Poco/InflatingStream.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <sstream>
#include <vector>

#include "simulator/base/random.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::StartsWith;

Histogram of(std::initializer_list<Offset> durations) {
  Histogram histogram;
  for (const Offset duration : durations) histogram.record(duration);
  return histogram;
}

/// `histogram` added to itself so often.
Histogram doubled(Histogram histogram, int times) {
  for (int i = 0; i < times; ++i) histogram.add(histogram);
  return histogram;
}

/// "1c 84 93".
std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!text.empty()) text += ' ';
    text += kDigits[byte / 16U];
    text += kDigits[byte % 16U];
  }
  return text;
}

constexpr std::size_t kHeader = 40;

// --- A decoder of our own, for round trips -------------------------------------------------------

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint64_t number = 0;
  for (const char c : bytes.substr(at, length))
    number = number * 256 + static_cast<unsigned char>(c);
  return number;
}

/// The counts that are not 0, by their index.
using Counts = std::map<std::size_t, std::uint64_t>;

Counts counts_in(std::string_view payload) {
  Counts counts;
  std::size_t index = 0;
  for (std::size_t at = 0; at < payload.size();) {
    std::uint64_t number = 0;
    for (unsigned i = 0; i < 9; ++i) {
      const auto byte = static_cast<unsigned char>(payload.at(at++));
      const bool is_last = i == 8 || byte < 0x80U;
      number |= std::uint64_t{i == 8 ? byte : byte & 0x7fU} << (7 * i);
      if (is_last) break;
    }
    if (number % 2 == 1) {
      index += number / 2 + 1;
    } else {
      if (number > 0) counts[index] = number / 2;
      ++index;
    }
  }
  return counts;
}

std::string bytes_of_base64(const std::string& text) {
  std::istringstream in(text);
  Poco::Base64Decoder decoder(in);
  return {std::istreambuf_iterator<char>(decoder), {}};
}

std::string inflated(const std::string& bytes) {
  std::istringstream in(bytes);
  Poco::InflatingInputStream stream(in, Poco::InflatingStreamBuf::STREAM_ZLIB);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Counts counts_of(const Histogram& histogram) {
  Counts counts;
  for (std::size_t i = 0; i < histogram.counts().size(); ++i) {
    if (histogram.counts()[i] > 0) counts[i] = histogram.counts()[i];
  }
  return counts;
}

// --- The encoding --------------------------------------------------------------------------------

TEST(HdrEncoding, BeginsWithItsHeader) {
  EXPECT_EQ(hex(hdr_encoded(of({1us}))),
            "1c 84 93 13 "              // V2, counts in ZigZag LEB128.
            "00 00 00 02 "              // Bytes of the payload.
            "00 00 00 00 "              // Not shifted.
            "00 00 00 03 "              // Significant digits.
            "00 00 00 00 00 00 00 01 "  // From 1 ...
            "00 00 00 00 03 93 87 00 "  // ... to 60 000 000.
            "3f f0 00 00 00 00 00 00 "  // One unit is 1.0.
            "00 02");
}

TEST(HdrEncoding, WritesCountsByteByByte) {
  struct Row {
    const char* what;
    Histogram histogram;
    const char* payload;
  };
  const Row rows[] = {
      {"nothing: a single zero", Histogram(), "00"},
      {"one of the first", of({0us}), "02"},
      {"a zero alone is a count", of({1us}), "00 02"},
      {"two zeros are -2", of({2us}), "03 02"},
      {"64 zeros are the last to fit one byte", of({64us}), "7f 02"},
      {"65 zeros take two", of({65us}), "81 01 02"},
      {"zeros between", of({1us, 3us, 3us, 7us}), "00 02 00 04 05 02"},
      {"17191 zeros", of({60s}), "cd 8c 02 02"},
      {"2049 zeros, then one bucket of two values", of({2050us, 2051us}), "81 20 04"},
      {"63 fit one byte",
       [] {
         Histogram histogram;
         for (int i = 0; i < 63; ++i) histogram.record(0us);
         return histogram;
       }(),
       "7e"},
      {"64 take two", doubled(of({0us}), 6), "80 01"},
      {"2^40", doubled(of({0us}), 40), "80 80 80 80 80 40"},
      {"2^54 take eight", doubled(of({0us}), 54), "80 80 80 80 80 80 80 40"},
      {"2^55 take nine", doubled(of({0us}), 55), "80 80 80 80 80 80 80 80 01"},
      {"2^62: the ninth byte has all eight bits", doubled(of({0us}), 62),
       "80 80 80 80 80 80 80 80 80"},
  };
  for (const Row& row : rows) {
    const std::string bytes = hdr_encoded(row.histogram);
    EXPECT_EQ(hex(std::string_view(bytes).substr(kHeader)), row.payload) << row.what;
    EXPECT_EQ(number_at(bytes, 4, 4), bytes.size() - kHeader) << row.what;
  }
}

TEST(HdrEncoding, IsReadBackWhateverWasRecorded) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    Histogram histogram;
    for (auto left = random.below(2000); left > 0; --left) {
      histogram.record(Offset(random.below(std::uint64_t{1} << random.below(37))));
    }
    const std::string packed = bytes_of_base64(hdr_compressed(histogram));
    ASSERT_EQ(number_at(packed, 0, 4), 0x1c849314U);
    ASSERT_EQ(number_at(packed, 4, 4), packed.size() - 8);
    const std::string bytes = inflated(packed.substr(8));
    ASSERT_EQ(bytes, hdr_encoded(histogram));
    ASSERT_EQ(counts_in(std::string_view(bytes).substr(kHeader)), counts_of(histogram)) << seed;
  }
}

TEST(HdrEncoding, IsOneLineHoweverLong) {
  Histogram wide;
  for (Offset duration = 1us; duration < 60s; duration += duration / 900 + 1us) {
    for (auto left = duration / 1us % 7; left >= 0; --left) wide.record(duration);
  }
  const std::string text = hdr_compressed(wide);
  EXPECT_GT(text.size(), 1000U);
  EXPECT_THAT(text, StartsWith("HISTFAAA"));  // As tools tell one from anything else.
  EXPECT_EQ(text.find_first_of(" \r\n,"), std::string::npos);
  EXPECT_EQ(text.size() % 4, 0U);
}

// --- The log -------------------------------------------------------------------------------------

constexpr WallTime kStarted{std::chrono::milliseconds(1'441'812'279'474)};

/// What was put, each piece as it came.
struct Written {
  std::vector<std::string> pieces{};
  std::size_t room = 100;  ///< So many pieces, then the disk is full.

  HistogramLog log() {
    return HistogramLog([this](std::string_view lines) {
      if (pieces.size() == room) return false;
      pieces.emplace_back(lines);
      return true;
    });
  }
};

TEST(HistogramLog, BeginsWithWhatReadersExpect) {
  Written written;
  written.log().begin(kStarted);
  EXPECT_THAT(
      written.pieces,
      ElementsAre("#[Histogram log format version 1.3]\n"
                  "#[StartTime: 1441812279.474 (seconds since epoch), "
                  "2015-09-09T15:24:39.474000Z]\n"
                  "#[BaseTime: 1441812279.474 (seconds since epoch)]\n"
                  "#[Written by Ensaio: values in microseconds, Interval_Max in milliseconds]\n"
                  "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                  "\"Interval_Compressed_Histogram\"\n"));
}

TEST(HistogramLog, WritesEachIntervalAsOneWholeLine) {
  Written written;
  HistogramLog log = written.log();
  const Histogram some = of({2769us});
  log.add("response", 127ms, 1007ms, some);
  log.add("", 61s, 999'600us, Histogram());
  EXPECT_THAT(written.pieces,
              ElementsAre("Tag=response,0.127,1.007,2.769," + hdr_compressed(some) + "\n",
                          "61.000,1.000,0.000," + hdr_compressed(Histogram()) + "\n"));
}

TEST(HistogramLog, WritesTagsSoThatReadersCanTellWhereTheyEnd) {
  struct Row {
    const char* what;
    const char* tag;
    const char* written;
  };
  const Row rows[] = {
      {"a word", "lag", "Tag=lag,"},
      {"signs", "lag/warm-up:1;x=\"y\"", "Tag=lag/warm-up:1;x=\"y\","},
      {"letters of any language", "três_níveis", "Tag=três_níveis,"},
      {"spaces", "three  ticks", "Tag=three%20%20ticks,"},
      {"commas", "a,b", "Tag=a%2Cb,"},
      {"line breaks and tabs", "a\r\nb\t\x7f", "Tag=a%0D%0Ab%09%7F,"},
      {"so that two names stay two", "three%20ticks", "Tag=three%2520ticks,"},
  };
  for (const Row& row : rows) {
    Written written;
    written.log().add(row.tag, 0s, 1s, Histogram());
    EXPECT_THAT(written.pieces, ElementsAre(StartsWith(std::string(row.written) + "0.000,1.000,")))
        << row.what;
  }
}

TEST(HistogramLog, WritesNothingAfterALineThatCouldNotBeWritten) {
  Written written{.room = 1};
  HistogramLog log = written.log();
  log.begin(kStarted);
  EXPECT_FALSE(log.is_broken());
  log.add("a", 0s, 1s, Histogram());
  EXPECT_TRUE(log.is_broken());
  written.room = 100;
  log.add("b", 1s, 1s, Histogram());
  EXPECT_TRUE(log.is_broken());
  EXPECT_EQ(written.pieces.size(), 1U);
}

}  // namespace
}  // namespace ensaio
