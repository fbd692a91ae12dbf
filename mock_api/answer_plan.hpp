#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/document/rate.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {

/// How one callback is to be answered.
struct PlannedAnswer {
  int status = 200;
  Offset delay{};  ///< After the callback was heard and, where the status is 2xx, applied.
  bool good() const { return status / 100 == 2; }
};

/// How the built-in receiver answers callbacks: 200 at once, unless told otherwise. Which of them
/// gets which answer is drawn from a seed and the callback's number, nothing else.
class AnswerPlan {
 public:
  AnswerPlan() = default;

  /// From words such as "503", "500:10%", "delay:50ms..200ms" and "rate:500/s", of which one text
  /// may hold several with commas between. Error: a word is none of these, or they contradict one
  /// another.
  static Result<AnswerPlan> parse(const std::vector<std::string>& words, std::uint64_t seed);

  /// The answer to the `number`-th callback, counted from 0.
  PlannedAnswer answer(std::uint64_t number) const;

  /// Something is drawn, so that the seed matters.
  bool draws() const;

  /// So many callbacks are answered a second at most, one after the other; nothing: all at once.
  std::optional<Rate> rate() const { return rate_; }

 private:
  struct Share {
    int status = 0;
    std::uint64_t parts = 0;  ///< Of a thousand million.
  };
  std::optional<Error> add(std::string_view word);
  std::optional<Error> add_delay(std::string_view text);
  std::optional<Error> add_rate(std::string_view text);
  std::optional<Error> add_share(int status, std::string_view text);
  std::optional<Error> contradiction() const;

  std::uint64_t seed_ = 0;
  std::vector<Share> shares_{};
  std::optional<int> otherwise_{};  ///< What is answered where no share is hit; else 200.
  std::optional<Span> delay_{};
  std::optional<Rate> rate_{};
};

/// The queue before one worker who is done with so many a second: whoever comes is told how long
/// it takes until its turn is over. Pure: told the time, which must not go back.
class OneWorker {
 public:
  /// Nothing: it takes no time.
  explicit OneWorker(std::optional<Rate> rate);

  Offset wait(Offset now);

 private:
  Offset each_{};
  Offset free_{};  ///< When it is done with all that came so far.
};

}  // namespace ensaio
