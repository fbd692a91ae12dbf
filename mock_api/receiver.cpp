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
                        {"failed", hearsay.failed},
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

/// Nothing where it came whole.
std::optional<Reply> unreadable(const Question& question) {
  const auto broken = not_whole(question);
  if (!broken) return std::nullopt;
  return refusal(broken->status, std::string(broken->reason));
}

Reply called_back(Belief& belief, const Question& question, const AnswerPlan& plan) {
  const PlannedAnswer planned = plan.answer(belief.hearsay().all());
  if (const auto reply = unreadable(question)) {
    belief.refuse();
    return *reply;
  }
  const bool object = belief.hear(question.body, planned.good() ? Heeding::Apply : Heeding::Fail);
  Reply reply{.status = planned.status};
  if (planned.good() && !object) reply = refusal(400, "not a JSON object");
  if (planned.status >= 400) reply = refusal(planned.status, "this receiver was told to fail");
  reply.delay = planned.delay;
  return reply;
}

}  // namespace

bool is_callback(const Question& question) {
  return question.method == "POST" && question.path != "/reset";
}

Reply answer(Belief& belief, const Question& question, const AnswerPlan& plan) {
  if (is_callback(question)) return called_back(belief, question, plan);
  if (const auto reply = unreadable(question)) return *reply;
  if (question.method == "GET") return asked(belief, question.path);
  if (question.method != "POST") return refusal(405, "GET or POST");
  belief.reset();
  return {};
}

}  // namespace ensaio
