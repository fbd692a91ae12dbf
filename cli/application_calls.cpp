#include "cli/application_calls.hpp"

#include <fmt/format.h>

#include <utility>

namespace ensaio {
namespace {

/// The scenario is the life of a message, and the rules where there are some; there is no other.
Rules no_more_than(Rules rules) {
  rules.rules.push_back({.where = "ensaio run", .after = "*", .silent = true});
  return rules;
}

}  // namespace

ApplicationCalls::ApplicationCalls(SocketWorld& world) : inbox_([&world] { world.wake(); }) {}

Result<std::unique_ptr<ApplicationCalls>> ApplicationCalls::listen(const ApiPlace& place,
                                                                   const PlaySettings& settings,
                                                                   const ApiStory& story,
                                                                   SocketWorld& world) {
  std::unique_ptr<ApplicationCalls> made(new ApplicationCalls(world));
  MockApiSettings api{.address = place.address};
  api.control = {.token = place.control_token};
  api.core.provider.seed = api.core.seed = story.seed;
  api.core.provider.dialect = settings.overrides.load.dialect;
  api.core.rules = no_more_than(story.rules.value_or(Rules{}));
  api.core.clock = settings.overrides.clock.value_or(Clock{});
  api.core.rule = settings.rule;
  api.core.sockets.tls = settings.tls;
  api.core.target = settings.target;
  api.core.magic = MagicNumbers::Plain;
  api.core.hear = [&inbox = made->inbox_](IncomingCall call) -> std::shared_ptr<void> {
    auto answer = std::make_shared<CallInbox::Answer>(inbox.put(std::move(call)));
    answer->await_leave();
    return answer;
  };
  auto listening = MockApi::listen(std::move(api));
  if (!listening) return listening.error();
  made->api_ = *std::move(listening);
  return made;
}

std::optional<std::string> ApplicationCalls::lost() const {
  if (inbox_.lost() == 0) return std::nullopt;
  return fmt::format("{} calls of the application were answered and not told: more than {} waited",
                     inbox_.lost(), CallInbox::kMost);
}

}  // namespace ensaio
