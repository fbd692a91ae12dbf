#include "mock_api/receiver.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace ensaio {
namespace {

using nlohmann::ordered_json;

/// A path may hold anything: what is not UTF-8 is replaced.
std::string text(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Reply refusal(int status, const std::string& reason) {
  return {.status = status, .body = text({{"error", reason}})};
}

Reply message(const Belief& belief, std::string_view id) {
  const auto believed = belief.message(id);
  if (!believed) return refusal(404, "no status was told of message '" + std::string(id) + "'");
  ordered_json told{{"status", nullptr}, {"applied", believed->applied}};
  if (believed->rung) told["status"] = kRungs.text(*believed->rung);
  if (believed->read_by_me) told["readByMe"] = true;
  if (believed->read_self) told["readSelf"] = true;
  return {.body = text(told)};
}

Reply chat(const Belief& belief, std::string_view phone) {
  const auto presence = belief.presence(phone);
  if (!presence) return refusal(404, "no presence was told of chat '" + std::string(phone) + "'");
  return {.body = text({{"presence", kPresences.text(*presence)}})};
}

Reply stats(const Belief& belief) {
  const Hearsay& hearsay = belief.hearsay();
  return {.body = text({{"callbacks", hearsay.callbacks},
                        {"applied", hearsay.applied},
                        {"refused", hearsay.refused},
                        {"forgotten", hearsay.forgotten},
                        {"messages", belief.messages()},
                        {"chats", belief.chats()}})};
}

/// What follows `prefix` in `path`, where it does and something does.
std::optional<std::string_view> after(std::string_view prefix, std::string_view path) {
  if (path.size() <= prefix.size() || !path.starts_with(prefix)) return std::nullopt;
  return path.substr(prefix.size());
}

Reply asked(const Belief& belief, std::string_view path) {
  if (const auto id = after("/messages/", path)) return message(belief, *id);
  if (const auto phone = after("/chats/", path)) return chat(belief, *phone);
  if (path == "/stats") return stats(belief);
  return refusal(404, "ask for /messages/{id}, /chats/{phone} or /stats");
}

}  // namespace

Reply answer(Belief& belief, const Question& question) {
  if (question.method == "GET") return asked(belief, question.path);
  if (question.method != "POST") return refusal(405, "GET or POST");
  if (question.path == "/reset") {
    belief.reset();
    return {};
  }
  if (!belief.hear(question.body)) return refusal(400, "not a JSON object");
  return {};
}

}  // namespace ensaio
