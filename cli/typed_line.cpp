#include "cli/typed_line.hpp"

#include <cstddef>
#include <string_view>

#include "cli/again.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kInstance = "--instance";

/// "ID:..." of "ID:TOKEN:CLIENT_TOKEN".
std::string without_tokens(const std::string& instance) {
  const auto colon = instance.find(':');
  return colon == std::string::npos ? instance : instance.substr(0, colon) + ":...";
}

}  // namespace

std::string typed_line(std::string_view command, const Arguments& arguments) {
  const std::string with_value = std::string(kInstance) + "=";
  std::string line = "ensaio " + std::string(command);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string word = arguments[i];
    if (i > 0 && arguments[i - 1] == kInstance) {
      word = without_tokens(word);
    } else if (word.starts_with(with_value)) {
      word = with_value + without_tokens(word.substr(with_value.size()));
    }
    line += " " + shell_word(word);
  }
  return line;
}

}  // namespace ensaio
