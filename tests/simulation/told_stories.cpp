#include "tests/simulation/told_stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <variant>

#include "simulator/report/endings.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// A player that is held up now and then may be so much behind.
constexpr Offset kHeldUp = 500ms;

const Endpoint& drawn_endpoint(Random& random) {
  static const std::vector<Endpoint> all = [] {
    std::vector<Endpoint> made;
    for (const char* url : {"http://127.0.0.1:3000/hook", "http://[::1]:3000/hook",
                            "http://receiver.test:3000/hook?a=b", "http://receiver.test/"}) {
      made.push_back(*parse_endpoint(url));
    }
    return made;
  }();
  return all[random.below(all.size())];
}

Clock drawn_clock(Random& random) {
  switch (random.below(3)) {
    case 0:
      return Clock{};
    case 1:
      return Clock{.mode = Clock::Mode::Fast, .factor = 10};
    default:
      return Clock{.mode = Clock::Mode::Virtual};
  }
}

}  // namespace

ToldStories::Telling::Telling(const RehearsedStory& s, const Version& v)
    : story(s),
      version(v),
      cast(v.cast),
      surroundings{.start = kPlanStart},
      recorder(Showing{s.scenario, s.script, cast, surroundings}),
      endings(4) {}

ToldStories::ToldStories(Scene& scene) : scene_(scene) {
  Random& random = scene.random;
  const auto& stories = rehearsed_stories();
  const std::uint64_t count = 1 + random.below(3);
  for (std::uint64_t i = 0; i < count; ++i) {
    const RehearsedStory& story = stories[random.below(stories.size())];
    const Version& version = story.versions[random.below(story.versions.size())];
    Telling& telling = *tellings_.emplace_back(std::make_unique<Telling>(story, version));
    telling.at = happens(random, 500) ? 0ms : drawn_offset(random, 300ms);
    telling.clock = drawn_clock(random);
    telling.endpoint = drawn_endpoint(random);
  }
}

std::vector<Arrival> ToldStories::arrivals() {
  std::vector<Arrival> all;
  for (const auto& telling : tellings_) {
    const Endpoint* to = &telling->endpoint;
    all.push_back({.at = telling->at,
                   .iteration = telling->version.seed.iteration,
                   .staging = std::make_shared<const Staging>(
                       Staging{.script = &telling->story.script,
                               .cast = &telling->cast,
                               .surroundings = &telling->surroundings,
                               .seed = telling->version.seed.value,
                               .clock = telling->clock,
                               .routes = [to](InstanceIndex, Kind) { return to; }})});
  }
  return all;
}

void ToldStories::cancel(std::size_t arrival) {
  tellings_.at(arrival)->cancelled = scene_.time.now();
}

void ToldStories::wrong(const Telling& telling, const std::string& what) {
  scene_.truth.wrong(scene_.time.now(),
                     fmt::format("story \"{}\": {}", telling.story.scenario.name, what));
}

void ToldStories::hear(std::size_t arrival, const Outcome& outcome) {
  Telling& telling = *tellings_.at(arrival);
  if (outcome.due > outcome.sent || outcome.sent > outcome.answered) {
    wrong(telling, "the times of an outcome are out of order");
  }
  const bool begun = telling.cancelled && telling.at < *telling.cancelled;
  if (begun && outcome.sent > *telling.cancelled + kHeldUp) {
    wrong(telling, "something was sent after it had been cancelled");
  }
  telling.sends.push_back(key_of(outcome.send));
  ++telling.endings.at(static_cast<std::size_t>(name_of(outcome.ending)));
  const Serial serial = scene_.truth.last_ended;
  if (!std::holds_alternative<Abandoned>(outcome.ending) &&
      scene_.truth.requests.at(serial).body != outcome.request) {
    wrong(telling, fmt::format("the ending of {} was given to another send", serial));
  }
  telling.recorder.add(outcome);
}

void ToldStories::judge(Stop stop) {
  for (const auto& telling : tellings_) {
    judge(*telling, telling->cancelled ? Stop::Interrupted : stop);
  }
}

void ToldStories::judge(Telling& telling, Stop stop) {
  const auto& planned = telling.version.sends;
  auto& sends = telling.sends;
  std::sort(sends.begin(), sends.end());
  const bool all_planned =
      std::includes(planned.begin(), planned.end(), sends.begin(), sends.end());
  if (!all_planned) wrong(telling, "something was told twice, or was never planned");
  const bool whole = sends.size() == planned.size();
  if (stop == Stop::AtItsEnd && !whole) {
    wrong(telling, fmt::format("{} sends of {} were told", sends.size(), planned.size()));
  }
  const auto abandoned = telling.endings.at(static_cast<std::size_t>(EndingName::Abandoned));
  if (stop == Stop::AtItsEnd && abandoned > 0)
    wrong(telling, "abandoned, though it was not stopped");

  const auto nothing = [](const std::string&) { return std::string(); };
  const Account account = telling.recorder.record(telling.version.plan, stop, nothing).account;
  if (!account.adds_up()) wrong(telling, "its account does not add up");
  const bool same = account.sent == sends.size() && account.abandoned == abandoned &&
                    account.planned == planned.size();
  if (!same) wrong(telling, "its account says something else than was told");
}

std::uint64_t ToldStories::count(EndingName ending) const {
  std::uint64_t all = 0;
  for (const auto& telling : tellings_)
    all += telling->endings.at(static_cast<std::size_t>(ending));
  return all;
}

}  // namespace ensaio
