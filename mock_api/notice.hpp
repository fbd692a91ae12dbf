#pragma once

#include <functional>
#include <string>

#include "mock_api/http_message.hpp"
#include "mock_api/provider.hpp"

namespace ensaio {

/// Told of what a person should know at once: in one line, without the ids and tokens of instances,
/// so that many instances with the same mistake say the same. Called from many threads.
using Notice = std::function<void(const std::string& line)>;

/// Tells `notice` what was probably meant by a call, and what the real provider would take amiss.
/// Null: nobody is told.
void give_notice(const Notice& notice, const Question& question, const ProviderAnswer& answer);

}  // namespace ensaio
