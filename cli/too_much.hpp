#pragma once

#include <string>

#include "simulator/base/result.hpp"

namespace ensaio {

// What is said of the value of `option` that parse_duration() or parse_exact_rate() did not read,
// or that is 0: that it is too much, and what the most is; else what it is not.

Error no_duration(const std::string& option, const std::string& word);
/// `word`: also a ramp. `what`: "is no rate over 0". `hint`: what would be one.
Error no_rate(const std::string& option, const std::string& word, const std::string& what,
              const std::string& hint);

}  // namespace ensaio
