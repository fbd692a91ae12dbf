#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "simulator/report/record.hpp"

namespace ensaio {

/// What a journal says of its run before anything is known of it.
struct JournalHead {
  std::uint64_t seed = 0;
  std::string version{};
  std::string target{};
  std::string started{};  ///< RFC 3339.
};

/// Writes `ensaio.journal/1`, a line at a time (docs/JOURNAL.md): a head, one line per attempt as
/// it happens, an end that tells the verdict. What would be over the bound is counted and left out;
/// after a line that could not be written there comes none: the end is then missing too, and by
/// that a reader knows.
class Journal {
 public:
  /// Takes a whole line with its newline, and has it written when it returns. False: it could not.
  using Put = std::function<bool(std::string_view line)>;

  static constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30U;

  explicit Journal(Put put, std::uint64_t most_bytes = kMostBytes)
      : put_(std::move(put)), most_bytes_(most_bytes) {}

  void begin(const JournalHead& head);
  /// `telling`: which of `--repeat`, counted from 1.
  void add(const std::string& scenario, std::uint64_t telling, const Attempt& attempt);
  void add(const std::string& scenario, std::uint64_t telling, const AwaitedCall& await);
  void end(const RunRecord& run);

  /// A line could not be written.
  bool is_broken() const { return is_broken_; }
  /// Attempts and awaits that had no room.
  std::uint64_t left_out() const { return left_out_; }

 private:
  bool add(const std::string& scenario, std::uint64_t telling, const std::string& json);
  void put(const std::string& line);

  Put put_;
  std::uint64_t most_bytes_;
  std::uint64_t bytes_ = 0;
  std::uint64_t lines_ = 0;  ///< Of attempts.
  std::uint64_t left_out_ = 0;
  bool is_broken_ = false;
};

}  // namespace ensaio
