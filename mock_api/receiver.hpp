#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mock_api/answer_plan.hpp"
#include "mock_api/belief.hpp"
#include "simulator/base/offset.hpp"

namespace ensaio {

/// What became of a request's body.
enum class Came : std::uint8_t {
  Whole,
  TooLong,    ///< Over 1 MiB; the rest was not read.
  BrokenOff,  ///< Shorter than announced.
};

/// A request as far as the receiver looks at it.
struct Question {
  std::string_view method{};
  std::string_view path{};  ///< Decoded, without the query.
  std::string_view body{};
  Came came = Came::Whole;
};

struct Reply {
  int status = 200;
  std::string body{};  ///< JSON, or empty.
  Offset delay{};      ///< How long the answer waits.
};

/// What the built-in receiver answers, and learns:
///   POST anything        a callback: as planned; 400 where it is no JSON object, 413 over 1 MiB
///   POST /reset          forgets everything
///   GET /messages/{id}   {"status", "applied"}; 404 for one that was not told of
///   GET /chats/{phone}   {"presence"}; 404 likewise
///   GET /stats           how much was told
/// Anything else is 404 or 405. A callback whose planned status is not 2xx is counted and changes
/// nothing: the receiver fails before it does its work. The plan numbers callbacks from the last
/// reset on, so that what follows one is repeatable; only callbacks are answered by it.
Reply answer(Belief& belief, const Question& question, const AnswerPlan& plan = {});

}  // namespace ensaio
