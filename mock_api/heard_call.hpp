#pragma once

#include <optional>
#include <string>

#include "mock_api/call_journal.hpp"
#include "mock_api/http_message.hpp"
#include "mock_api/provider.hpp"
#include "mock_api/sent_message.hpp"
#include "simulator/timeline/calls.hpp"

namespace ensaio {

// A call of the application, told to those who want to know of it. `sent`: the message that was
// taken, also where it waits for the phone.

/// As the journal keeps it, heard at `at`.
HeardCall heard_call(WallTime at, const Question& question, const ProviderAnswer& answer,
                     const std::optional<SentMessage>& sent);

/// As conversations hear that wait for it. `token`: of the instance that called.
IncomingCall incoming_call(const Question& question, const ProviderAnswer& answer,
                           const std::optional<SentMessage>& sent, std::string token);

}  // namespace ensaio
