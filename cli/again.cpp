#include "cli/again.hpp"

#include <algorithm>
#include <string_view>

namespace ensaio {
namespace {

bool is_plain(char c) {
  constexpr std::string_view kPlain = "_@%+=:,./-";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kPlain.find(c) != std::string_view::npos;
}

/// Characters that mean something to a shell within double quotes, or to who reads it.
bool is_awkward(char c) {
  constexpr std::string_view kAwkward = "\"$`\\!";
  return kAwkward.find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20;
}

bool makes_ids(const Scenario& scenario) {
  return std::any_of(scenario.messages.begin(), scenario.messages.end(),
                     [](const MessageRole& message) { return message.id.empty(); });
}

}  // namespace

std::string shell_word(const std::string& word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
  if (std::none_of(word.begin(), word.end(), is_awkward)) return "\"" + word + "\"";
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string again(const Staged& staged, const PlayWords& words, const BesideWords& beside) {
  const Scenario& scenario = staged.piece->scenario;
  std::string line = "ensaio run " + shell_word(scenario.file);
  const auto add = [&line](const char* option, const std::string& value) {
    if (!value.empty()) line.append(" ").append(option).append(" ").append(shell_word(value));
  };
  add("--target", beside.typed_target.empty() ? words.target : beside.typed_target);
  for (const std::string& allowed : words.allow_target) add("--allow-target", allowed);
  add("--ca", words.tls.ca_file);
  if (words.tls.insecure) line += " --insecure";
  add("--cert", words.tls.certificate_file);
  add("--key", words.tls.key_file);
  add("--dialect", words.dialect);
  add("--instance", words.instance);
  add("--clock", words.clock);
  add("--start", words.start);
  add("--timeout", words.timeout);
  add("--app", beside.app);
  if (!beside.app.empty()) {
    for (const std::string& exported : beside.exports) add("--export", exported);
  }
  add("--wait-target", beside.wait_target);
  add("--rules", beside.rules);
  add("--seed", std::to_string(staged.seed.value));
  if (staged.seed.iteration > 0) add("--repeat", std::to_string(staged.seed.iteration + 1));
  add("--only", scenario.name);
  if (makes_ids(scenario)) add("--ids", "fresh");
  if (scenario.file == "-") line += "   (with the same text on standard input)";
  return line;
}

}  // namespace ensaio
