#pragma once

#include "mock_api/answer_plan.hpp"
#include "mock_api/belief.hpp"
#include "mock_api/http_message.hpp"

namespace ensaio {

/// Whether it tells something: a POST that is no reset.
bool is_callback(const Question& question);

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
