#include "simulator/report/awaited_calls.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <string_view>

#include "simulator/document/values.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kBodyKept = std::size_t{16} * 1024;
constexpr std::size_t kTextShown = 40;

std::int64_t microseconds(Offset time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

/// "send-text to 5544999999999 'Olá'".
std::string in_short(const IncomingCall& call) {
  std::string text = call.route;
  if (!call.phone.empty()) text += " to " + call.phone;
  const std::string_view shown = beginning(call.text, kTextShown);
  if (!shown.empty()) {
    text += fmt::format(" '{}{}'", shown, shown.size() < call.text.size() ? "..." : "");
  }
  return text;
}

std::string all_in_short(const AwaitEnding& ending) {
  if (ending.others.empty()) return "no other call came";
  std::string text = "there came ";
  if (ending.more > 0) text += fmt::format("{} more, and then ", ending.more);
  for (const IncomingCall& other : ending.others) {
    if (&other != &ending.others.front()) text += ", ";
    text += in_short(other);
  }
  return text;
}

std::string missed(const AwaitEnding& ending, const Await& await) {
  const std::string within = duration_text(await.within);
  const std::string what =
      await.quiet
          ? fmt::format("it was not {} within {}", await.call.words, within)
          : fmt::format("the application did not make {} within {}", await.call.words, within);
  return what + "; " + all_in_short(ending);
}

}  // namespace

bool ends_the_story(const AwaitEnding& ending) {
  return ending.how == AwaitEnding::How::Missed || !ending.trouble.empty();
}

AwaitedCall awaited_call_of(const AwaitEnding& ending, const Script& script) {
  const Await& await = script.awaits[ending.await];
  const StepName& step = script.steps[await.step];
  AwaitedCall told{.at_us = microseconds(ending.at),
                   .step = step.position,
                   .label = step.label,
                   .await = await.call.words,
                   .since_us = microseconds(ending.since),
                   .ended_us = microseconds(ending.ended),
                   .outcome = ending.how};
  if (ending.how != AwaitEnding::How::Came) return told;
  const IncomingCall& call = ending.call;
  told.number = call.number;
  told.came_us = microseconds(call.at);
  told.route = call.route;
  told.instance = call.instance;
  told.phone = call.phone;
  told.message_id = call.message_id;
  told.body = std::string(beginning(call.body, kBodyKept));
  return told;
}

std::vector<Check> judged(const AwaitEnding& ending, const Script& script) {
  using How = AwaitEnding::How;
  const Await& await = script.awaits[ending.await];
  Check check{.what = "await " + await.call.words, .step = script.steps[await.step].position};
  if (ending.how == How::Missed) {
    check.verdict = Verdict::Fail;
    check.message = missed(ending, await);
  } else if (ending.how == How::Abandoned) {
    check.verdict = Verdict::Interrupted;
    check.message = "the run or the story ended before it came";
  } else if (!ending.trouble.empty()) {
    check.verdict = Verdict::Fail;
    check.message = fmt::format("{} came, but cannot be {}: {}", in_short(ending.call),
                                await.as ? await.as->name : "", ending.trouble);
  }
  std::vector<Check> checks{check};
  if (await.overtaken && ending.answered_before && !ends_the_story(ending)) {
    checks.push_back({.what = "overtake",
                      .step = check.step,
                      .verdict = Verdict::Inconclusive,
                      .message = "our answer to " + in_short(ending.call) +
                                 " was on its way before the story came to this await"});
  }
  return checks;
}

Check judged(const TallyEnding& ending, const Script& script) {
  using How = TallyEnding::How;
  const CallTally& tally = script.tallies[ending.tally];
  const std::string many = tally.count == 1 ? "1 call" : fmt::format("{} calls", tally.count);
  Check check{.what =
                  fmt::format("{}: {}", tally.count == 0 ? "no call" : many, tally.calls.words)};
  const bool nothing = ending.how == How::NothingEverCame;
  if (ending.how == How::Abandoned) {
    check.verdict = Verdict::Interrupted;
    check.message = "the run ended before they were counted";
  } else if (ending.how == How::TooMany) {
    check.verdict = Verdict::Inconclusive;
    check.message = "so many calls came that the oldest were forgotten";
  } else if (nothing && tally.count == 0) {
    check.verdict = Verdict::Inconclusive;
    check.message = "the application called nothing at all, so it may not be connected to us";
  } else if (ending.count != tally.count) {
    check.verdict = Verdict::Fail;
    check.message = nothing             ? "the application called nothing at all"
                    : ending.count == 0 ? "there was none"
                    : ending.count == 1 ? "there was 1"
                                        : fmt::format("there were {}", ending.count);
  }
  return check;
}

}  // namespace ensaio
