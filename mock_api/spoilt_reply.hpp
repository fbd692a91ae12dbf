#pragma once

#include "mock_api/answer_fault.hpp"
#include "mock_api/http_message.hpp"

namespace ensaio {

/// Has `reply` misbehave as `fault` says, beside what is wrong with it already.
void spoil(Reply& reply, const AnswerFault& fault);

}  // namespace ensaio
