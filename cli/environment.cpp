#include "cli/environment.hpp"

#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace ensaio {
namespace {

/// NAME of "NAME=VALUE".
std::string_view name_in(std::string_view variable) {
  return variable.substr(0, variable.find('='));
}

}  // namespace

Environment own_environment_without(const std::vector<std::string>& left_out) {
  Environment environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (std::ranges::find(left_out, name_in(*variable)) == left_out.end()) {
      environment.emplace_back(*variable);
    }
  }
  return environment;
}

void put(Environment& environment, const std::string& name, const std::string& value) {
  std::erase_if(environment, [&name](const auto& variable) { return name_in(variable) == name; });
  environment.push_back(name + "=" + value);
}

}  // namespace ensaio
