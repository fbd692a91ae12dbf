#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/timeline/press.hpp"

// What a script has of the application's calls.

namespace ensaio {

Result<CallMatch, Problem> Press::match(const CallPattern& calls) {
  CallMatch match{.route = calls.route, .words = words(calls)};
  marking_.begin_step(0);
  for (const CallCondition& condition : calls.where) {
    const auto json = marking_.json(condition.json);
    if (!json) {
      return Problem{.code = Code::UnknownTemplate,
                     .message = json.error().message,
                     .hint = json.error().hint};
    }
    match.where.push_back({.field = condition.field, .json = fragments(*json, true)});
  }
  return match;
}

Result<Await, Problem> Press::await(const AwaitStep& step) {
  auto match = this->match(step.call);
  if (!match) return match.error();
  Await await{.call = *std::move(match), .quiet = step.quiet, .within = step.within};
  if (step.quiet) await.call.words = "quiet for " + duration_text(*step.quiet);
  if (!step.as) return await;
  const MessageRole& role = scenario_.messages[*step.as];
  const ChatType type = scenario_.chats[role.chat].type;
  await.as = {.name = role.name,
              .id = marking_.first_id(*step.as),
              .own = marking_.chat_of(*step.as),
              .chat = role.chat,
              .in_group = type == ChatType::Group || type == ChatType::Broadcast};
  return await;
}

Result<CallTally, Problem> Press::tally(const ExpectedCalls& expected) {
  constexpr Offset kAWhile = std::chrono::seconds(2);
  auto match = this->match(expected.calls);
  if (!match) return match.error();
  return CallTally{.calls = *std::move(match),
                   .count = expected.count,
                   .lasts = expected.lasts.value_or(kAWhile),
                   .until_met = !expected.lasts && expected.count > 0};
}

}  // namespace ensaio
