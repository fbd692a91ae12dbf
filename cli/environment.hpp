#pragma once

#include <string>
#include <vector>

namespace ensaio {

/// Environments of programs that we start: a list of NAME=VALUE.
using Environment = std::vector<std::string>;

/// Our own, without the variables of `left_out`.
Environment own_environment_without(const std::vector<std::string>& left_out);

/// Puts a variable in the place of another value of it.
void put(Environment& environment, const std::string& name, const std::string& value);

}  // namespace ensaio
