#pragma once

#include <string>

#include "simulator/report/record.hpp"

namespace ensaio {

/// The JSON objects that `ensaio.run/1` and the journal have in common, in one line, valid UTF-8
/// whatever bytes a stranger answered.
std::string attempt_json(const Attempt& attempt);
std::string await_json(const AwaitedCall& await);
std::string account_json(const Account& account);

}  // namespace ensaio
