#include "tests/e2e/debian_webhook.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <sstream>

namespace ensaio {
namespace {

using nlohmann::json;

/// A hook for one type of callback, noting these members of it.
json hook(const std::string& id, const std::string& type, const std::string& command,
          const std::vector<std::string>& members) {
  json arguments = json::array();
  for (const std::string& member : members) {
    arguments.push_back({{"source", "payload"}, {"name", member}});
  }
  const json rule{
      {"type", "value"}, {"value", type}, {"parameter", {{"source", "payload"}, {"name", "type"}}}};
  return {{"id", id},
          {"execute-command", command},
          {"include-command-output-in-response", true},  // It waits for the command.
          {"pass-arguments-to-command", arguments},
          {"trigger-rule", {{"match", rule}}},
          {"trigger-rule-mismatch-http-response-code", 400}};
}

}  // namespace

std::string DebianWebhook::program() { return first_program({"/usr/bin/webhook"}); }

DebianWebhook::DebianWebhook() {
  const std::string command =
      folder_.file("note", "#!/bin/sh\nprintf '%s\\n' \"$*\" >>" + folder_.path("noted") + "\n");
  std::filesystem::permissions(command, std::filesystem::perms::owner_all);
  json any = hook("any", "", command, {});
  any["pass-arguments-to-command"].push_back({{"source", "entire-payload"}});
  any.erase("trigger-rule");
  const json hooks = json::array({
      any,
      hook("status", "MessageStatusCallback", command, {"status", "phone", "ids.0"}),
      hook("presence", "PresenceChatCallback", command, {"status", "phone"}),
  });
  const std::string file = folder_.file("hooks.json", hooks.dump());
  program_.start({program(), "-hooks", file, "-ip", "127.0.0.1", "-port", std::to_string(port_),
                  "-urlprefix", "", "-http-methods", "POST", "-verbose"},
                 port_, folder_.path("said"));
}

std::vector<std::string> DebianWebhook::noted() const {
  std::vector<std::string> noted;
  std::istringstream lines(text_of(folder_.path("noted")));
  for (std::string line; std::getline(lines, line);) noted.push_back(line);
  return noted;
}

std::string DebianWebhook::url(const std::string& hook) const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/" + hook;
}

}  // namespace ensaio
