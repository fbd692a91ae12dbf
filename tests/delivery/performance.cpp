#include "tests/delivery/performance.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

constexpr Seed kSeed{.value = 7};

Script scripted(const Scenario& scenario) {
  auto made = script(scenario);
  EXPECT_TRUE(made) << "the scenario has no script";
  return made ? *std::move(made) : Script{};
}

std::string ms(Offset time) {
  return std::to_string(std::chrono::floor<std::chrono::milliseconds>(time).count());
}

}  // namespace

Performance::Performance(const Scenario& scenario)
    : script(scripted(scenario)),
      cast(ensaio::cast(scenario, kSeed, kPlanStart)),
      endpoint(*parse_endpoint("http://receiver.test/hook")) {
  surroundings.start = kPlanStart;
}

Arrival Performance::arrival(Clock clock, Offset at) {
  return arrival([this](InstanceIndex, Kind) { return &endpoint; }, clock, at);
}

Arrival Performance::arrival(Routes routes, Clock clock, Offset at) {
  return Arrival{.at = at,
                 .staging = std::make_shared<const Staging>(Staging{.script = &script,
                                                                    .cast = &cast,
                                                                    .surroundings = &surroundings,
                                                                    .seed = kSeed.value,
                                                                    .clock = clock,
                                                                    .routes = std::move(routes)})};
}

std::string Performance::name(const Outcome& outcome) const {
  const Line& line = script.lines[outcome.send.line];
  std::string name = line.kind ? line.callback : "call";
  if (outcome.send.copy > 0) name += "+" + std::to_string(outcome.send.copy);
  return name;
}

std::string Performance::told() const {
  std::string text;
  for (const Outcome& outcome : outcomes) {
    if (!text.empty()) text += ", ";
    text +=
        name(outcome) + " " + ms(outcome.due) + "/" + ms(outcome.sent) + "/" + ms(outcome.answered);
    if (!std::holds_alternative<Answered>(outcome.ending)) text += "!";
  }
  return text;
}

std::string Performance::called() const {
  std::string text;
  for (const CallNews& news : calls) {
    if (!text.empty()) text += ", ";
    text += std::visit([this](const auto& one) { return text_of(one); }, news);
  }
  return text;
}

std::string Performance::text_of(const AwaitEnding& ending) const {
  using How = AwaitEnding::How;
  std::string text;
  if (ending.how == How::Came) {
    text = '#' + std::to_string(ending.call.number) + ' ' + ending.call.route;
  }
  if (ending.how == How::Quiet) text = "quiet";
  if (ending.how == How::Missed) text = "missed";
  if (ending.how == How::Abandoned) text = "abandoned";
  text += ' ' + ms(ending.since) + '/' + ms(ending.ended);
  if (ending.how == How::Missed) {
    std::string others;
    for (const IncomingCall& other : ending.others) {
      others += (others.empty() ? "" : " ") + other.route;
    }
    text += " (" + others + ')';
  }
  if (ending.answered_before) text += " answered before";
  if (!ending.trouble.empty()) text += ": " + ending.trouble;
  return text;
}

std::string Performance::text_of(const TallyEnding& ending) const {
  using How = TallyEnding::How;
  const CallTally& tally = script.tallies.at(ending.tally);
  std::string text =
      std::to_string(ending.count) + " of " + std::to_string(tally.count) + ' ' + tally.calls.route;
  if (ending.how == How::NothingEverCame) text += " (nothing ever came)";
  if (ending.how == How::TooMany) text += " (too many)";
  if (ending.how == How::Abandoned) text += " (abandoned)";
  return text;
}

std::string played(World& world, const Scenario& scenario, Clock clock) {
  Performance performance(scenario);
  play(world, {&performance}, {performance.arrival(clock)});
  return performance.told();
}

void play(World& world, std::vector<Performance*> performances, std::vector<Arrival> arrivals,
          CallSource* source) {
  const auto hear = [&](std::uint64_t arrival, const Outcome& outcome) {
    EXPECT_LE(outcome.due, outcome.sent);
    EXPECT_LE(outcome.sent, outcome.answered);
    performances.at(arrival)->hear(outcome);
  };
  const auto hear_calls = [&](std::uint64_t arrival, const CallNews& news) {
    performances.at(arrival)->hear(news);
  };
  Player(world, std::move(arrivals), hear, {.source = source, .sink = hear_calls}).run();
}

}  // namespace ensaio
