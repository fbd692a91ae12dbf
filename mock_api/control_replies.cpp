#include "mock_api/control_replies.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

#include "simulator/document/problem_text.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {

using nlohmann::ordered_json;

namespace {

constexpr Offset kLongestWait = std::chrono::minutes(10);

}  // namespace

Reply problem(int status, const std::string& title, const std::string& detail,
              const std::string& problems) {
  ordered_json told{{"type", "about:blank"}, {"title", title}, {"status", status}};
  if (!detail.empty()) told["detail"] = detail;
  if (!problems.empty()) told["problems"] = ordered_json::parse(problems);
  return {.status = status,
          .body = told.dump(-1, ' ', false, ordered_json::error_handler_t::replace),
          .headers = {{"Content-Type", "application/problem+json"}}};
}

Reply bad_request(const std::string& detail) { return problem(400, "Bad Request", detail); }

Reply refusal(const std::string& title, const Problems& problems) {
  std::ostringstream list;
  print_problems_json(problems, list);
  return problem(400, title, "", list.str());
}

Reply not_allowed(const std::string& allowed) {
  Reply reply = problem(405, "Method Not Allowed", "allowed here: " + allowed);
  reply.headers.push_back({"Allow", allowed});
  return reply;
}

std::string parameter(const Question& question, std::string_view name) {
  return question.parameter(name).value_or("");
}

std::optional<Offset> wait_of(const std::string& word) {
  const auto duration = parse_duration(word);
  return duration ? std::optional(std::min(*duration, kLongestWait)) : std::nullopt;
}

}  // namespace ensaio
