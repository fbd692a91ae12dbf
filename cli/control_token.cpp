#include "cli/control_token.hpp"

#include <fmt/format.h>

namespace ensaio {

void define_control_token(Options& options, std::string& word) {
  options.value("--control-token", word,
                "what callers of /_ensaio must show; none: nothing, though not on loopback");
}

Result<std::string> control_token(const std::string& word, const ListenAddress& address) {
  if (word.empty() && !address.is_loopback()) {
    return Error{.message = fmt::format("--listen {}: others could use the control API there",
                                        address.text()),
                 .hint = "give --control-token TOKEN, or --control-token none"};
  }
  return word == "none" ? std::string() : word;
}

}  // namespace ensaio
