#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// Reads one HTTP/1.x answer after the other, in pieces of any size. Its buffers are kept from one
/// to the next.
class AnswerReader {
 public:
  /// Whether the answer is to a HEAD request, and so never has a body.
  enum class To : std::uint8_t { Head, Other };
  enum class State : std::uint8_t { Partial, Complete, Broken };

  /// Of a body no more than `body_limit` bytes are kept; the rest is read and forgotten.
  explicit AnswerReader(std::size_t body_limit);
  ~AnswerReader();

  /// Forgets the answer before. Call before each request.
  void begin(To to);

  /// Answers 100 to 199 are passed over, but for 101, which ends HTTP.
  State read(std::string_view bytes);

  /// The receiver has ended its half: that completes an answer without a length, and breaks others.
  State finish();

  /// Whether any byte of an answer has come.
  bool begun() const;

  /// Where Complete: whether the connection is good for one more request. Not where the answer ends
  /// with it, and not where bytes followed that belong to no request.
  bool reusable() const;
  /// Into `answered`, whose texts' memory is used for the next answer.
  void take(Answered& answered);

  /// Where Broken: what was not HTTP about it, in words.
  std::string problem() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace ensaio
