#include <algorithm>
#include <cmath>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_rules.hpp"

namespace ensaio {
namespace {

bool is_on(const Node& answer, std::string_view key) { return answer.has(key); }

/// "10/s" lets ten through in each second; of less than one the window is as long as one takes.
std::optional<CallLimit> limit_at(const Node& answer) {
  const auto node = scalar_at(answer, "rate-limit");
  const auto rate = node ? parse_rate(node->text()) : std::nullopt;
  if (!rate) return std::nullopt;
  const char unit = node->text().back();
  const double seconds = unit == 'h' ? 3600 : unit == 'm' ? 60 : 1;
  const double calls = *rate * seconds;
  constexpr double kMost = 1e15;  // Beyond any traffic, and below what an integer holds.
  const auto window = [](double length) {
    return std::chrono::round<Offset>(std::chrono::duration<double>(std::min(length, 1e9)));
  };
  if (*rate == 0) return CallLimit{0, window(seconds)};
  if (calls < 1) return CallLimit{1, window(1 / *rate)};
  return CallLimit{static_cast<std::uint64_t>(std::min(std::round(calls), kMost)), window(seconds)};
}

void check_together(const Node& answer, const std::string& file, Problems& problems) {
  const auto refuse = [&](std::string_view key, std::string_view other, std::string why) {
    const auto found = answer.key(key);
    if (!found || !answer.has(other)) return;
    problems.push_back(problem_at(Severity::Error, Code::ExclusiveKeys, file, *found,
                                  {.message = '\'' + std::string(key) + "' and '" +
                                              std::string(other) + "' do not go together",
                                   .hint = "keep one of them",
                                   .note = std::move(why)}));
  };
  refuse("empty", "garbage", "the body is one or the other");
  for (const std::string_view key : {"status", "dribble", "empty", "garbage"}) {
    refuse(key, "reset", "after a reset there is no answer");
  }
}

void check_fault(const Node& answer, const std::string& file, Problems& problems) {
  if (answer.size() == 0) return;  // The grammar has said so.
  for (const Node key : answer) {
    if (key.text() != "for" && key.text() != "times") return;
  }
  problems.push_back(problem_at(
      Severity::Error, Code::MissingKey, file, *answer.begin(),
      {.message = "this says for how long, but not what is wrong with our answer",
       .hint = "add a fault: status: 503",
       .note = "faults of our answer: status, delay, dribble, empty, garbage, reset, rate-limit"}));
}

}  // namespace

AnswerRule read_rule_answer(const Node& answer, const std::string& file, Problems& problems) {
  AnswerRule rule;
  if (const auto status = unsigned_at(answer, "status")) rule.status = static_cast<int>(*status);
  if (const auto delay = answer.find("delay")) rule.delay = span_of(*delay);
  if (const auto dribble = scalar_at(answer, "dribble")) {
    rule.throughput = parse_throughput(dribble->text()).value_or(0);
  }
  rule.empty = is_on(answer, "empty");
  rule.garbage = is_on(answer, "garbage");
  rule.reset = is_on(answer, "reset");
  rule.limit = limit_at(answer);
  rule.lasts = duration_at(answer, "for");
  if (const auto times = unsigned_at(answer, "times")) rule.times = narrow(*times);
  check_together(answer, file, problems);
  check_fault(answer, file, problems);
  return rule;
}

}  // namespace ensaio
