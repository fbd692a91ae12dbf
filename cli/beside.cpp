#include "cli/beside.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "cli/child_process.hpp"
#include "cli/environment.hpp"
#include "simulator/document/values.hpp"
#include "simulator/report/filled.hpp"
#include "simulator/scenario/template_text.hpp"
#include "simulator/timeline/marking.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kPort = "port";
/// Options of a run that an `ensaio fire` within it needs as well.
constexpr std::array<std::string_view, 5> kWayToReceivers{
    "ENSAIO_CA", "ENSAIO_INSECURE", "ENSAIO_CERT", "ENSAIO_KEY", "ENSAIO_ALLOW_TARGET"};

bool is_variable(std::string_view name) {
  const auto letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  };
  const auto rest = [&letter](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), rest);
}

Result<NamedText> export_of(const std::string& word) {
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals);
  if (equals == std::string::npos || !is_variable(name)) {
    return Error{.message = fmt::format("--export {}: this is not NAME=VALUE", word),
                 .hint = "write --export PORT='{{ port }}'"};
  }
  return NamedText{name, word.substr(equals + 1)};
}

Result<Offset> wait_of(const BesideWords& words) {
  constexpr Offset kForAnApplication = std::chrono::seconds(10);
  if (words.wait_target.empty()) return words.app.empty() ? Offset{} : kForAnApplication;
  const auto wait = parse_duration(words.wait_target);
  if (wait) return *wait;
  return Error{.message = fmt::format("--wait-target: '{}' is no duration", words.wait_target),
               .hint = "a duration has a unit: 500ms, 10s, 2m"};
}

/// The value of an export as `first` tells it.
Result<std::string> value_of(const NamedText& exported, const Staged& first) {
  std::string value;
  for (const TextPiece& piece : cut_templates(exported.text)) {
    const Scenario& scenario = first.piece->scenario;
    const Result<Endpoint> target = parse_endpoint(first.surroundings.target);
    if (piece.is_template && piece.text == kPort && target) {
      value += std::to_string(target->port);
      continue;
    }
    const auto fail = [&](const std::string& why) {
      return Error{.message = fmt::format("--export {}: {}", exported.name, why),
                   .hint = fmt::format("of the first scenario, '{}', there are: port, target, "
                                       "target.origin, instance.id, instance.token, "
                                       "chats.NAME.phone, messages.NAME.id, env.NAME",
                                       scenario.name)};
    };
    const auto known = Marking(scenario).text(piece.written);
    if (!known) return fail(known.error().message);
    const std::string filled_in = filled(piece.written, first.showing());
    if (piece.is_template && filled_in.find("{{") != std::string::npos) {
      return fail(fmt::format("'{}' is not known before the scenario is played", piece.written));
    }
    value += filled_in;
  }
  return value;
}

std::uint16_t free_port() {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(made, generic, length) == 0 && getsockname(made, generic, &length) == 0;
  close(made);
  return bound ? ntohs(address.sin_port) : std::uint16_t{0};
}

}  // namespace

Result<Beside> checked(const BesideWords& words) {
  Beside beside{.app = words.app, .command = words.command};
  for (const std::string& word : words.exports) {
    Result<NamedText> exported = export_of(word);
    if (!exported) return exported.error();
    beside.exports.push_back(*std::move(exported));
  }
  if (!beside.exports.empty() && words.app.empty() && words.command.empty()) {
    return Error{.message = "--export: there is nothing to export to",
                 .hint = "it is for the application of --app and for the command after --"};
  }
  const Result<Offset> wait = wait_of(words);
  if (!wait) return wait.error();
  beside.wait = *wait;
  if (words.command.empty()) return beside;
  Result<std::string> path = find_program(words.command.front());
  if (!path) return path.error();
  beside.command_path = *std::move(path);
  return beside;
}

Result<std::vector<std::string>> environment_for(const Beside& beside, const Staged& first,
                                                 const RunFacts& facts) {
  std::vector<std::string> options = facts.options;
  std::erase_if(options, [](const std::string& name) {
    return std::ranges::find(kWayToReceivers, name) != kWayToReceivers.end();
  });
  Environment environment = own_environment_without(options);
  if (!first.surroundings.target.empty()) {
    put(environment, "ENSAIO_TARGET", first.surroundings.target);
  }
  if (!first.surroundings.api.empty()) {
    put(environment, "ENSAIO_BASE_URL", first.surroundings.api);
  }
  put(environment, "ENSAIO_SEED", std::to_string(facts.seed));
  if (!facts.json_report.empty()) put(environment, "ENSAIO_REPORT_JSON", facts.json_report);
  for (const NamedText& exported : beside.exports) {
    const Result<std::string> value = value_of(exported, first);
    if (!value) return value.error();
    put(environment, exported.name, *value);
  }
  return environment;
}

Result<std::string> with_free_port(const std::string& target, const BesideWords& words) {
  std::string made;
  std::uint16_t port = 0;
  for (const TextPiece& piece : cut_templates(target)) {
    if (!piece.is_template || piece.text != kPort) {
      made += piece.written;
      continue;
    }
    if (words.app.empty()) {
      return Error{.message = "--target: {{ port }} is a free port for an application to listen on",
                   .hint = "start it with --app CMD --export PORT='{{ port }}', or write a number"};
    }
    if (port == 0) port = free_port();
    if (port == 0) return Error{.message = "--target: this machine has no free port"};
    made += std::to_string(port);
  }
  return made;
}

}  // namespace ensaio
