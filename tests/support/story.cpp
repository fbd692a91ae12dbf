#include "tests/support/story.hpp"

#include <array>
#include <atomic>
#include <memory>

namespace ensaio::story {
namespace {

/// Every step stands in a line of its own, as in a file; also where threads make them.
Place next_place() {
  static std::atomic<std::uint32_t> line = 0;
  return Place{.mark = {.line = ++line}};
}

Step step(Verb verb, Action action) {
  Step made{.place = next_place(), .verb = verb};
  made.action = std::move(action);
  return made;
}

MessageStatus status_of(Verb verb) {
  return static_cast<MessageStatus>(static_cast<int>(verb) - static_cast<int>(Verb::Sent));
}

}  // namespace

Scenario scenario(std::string name, Steps steps) {
  Scenario made;
  made.file = "story.yaml";
  made.files = {"story.yaml"};
  made.name = std::move(name);
  made.instances.push_back(Instance{.id = "INSTANCE", .token = "TOKEN"});
  made.chats.push_back(ChatRole{.name = "ana", .phone = "5544999990001"});
  made.chats.push_back(ChatRole{.name = "bia", .phone = "5544999990002"});
  made.chats.push_back(
      ChatRole{.name = "team", .phone = "120363000000000000-group", .type = ChatType::Group});
  made.messages.push_back(MessageRole{.name = "m1", .chat = kAna});
  made.messages.push_back(MessageRole{.name = "m2", .chat = kAna});
  made.messages.push_back(MessageRole{.name = "g1", .chat = kTeam});
  made.steps = std::move(steps);
  return made;
}

Scenario awaiting(std::string name, Steps steps) {
  Scenario made = scenario(std::move(name), std::move(steps));
  made.instances = {Instance{}};
  made.messages[kM1].awaited = true;
  made.messages[kM2].awaited = true;
  return made;
}

Step presence(Verb verb, ChatIndex chat) {
  // Both lists are in the same order.
  return step(verb, PresenceStep{.chat = chat, .presence = static_cast<Presence>(verb)});
}

Step status(Verb verb, std::vector<MessageIndex> messages, std::vector<ChatIndex> by) {
  return step(
      verb,
      StatusStep{.messages = std::move(messages), .by = std::move(by), .status = status_of(verb)});
}

Step delivery(MessageIndex message, std::string error) {
  return step(Verb::Delivery, DeliveryStep{.message = message, .error = std::move(error)});
}

Step incoming(ChatIndex chat, std::string text) {
  IncomingStep made{.chat = chat};
  if (!text.empty()) made.text = std::move(text);
  return step(Verb::Incoming, std::move(made));
}

Step connection(bool connected) {
  return step(connected ? Verb::Connected : Verb::Disconnected,
              ConnectionStep{.connected = connected});
}

Step raw(std::string json, Kind kind) {
  return step(Verb::Raw, RawStep{.json = std::move(json), .kind = kind});
}

Step call(std::string url, std::string json) {
  return step(Verb::Call, CallStep{.url = std::move(url), .json = std::move(json)});
}

Step wait(Span span) { return step(Verb::Wait, WaitStep{span}); }

Step await(AwaitStep what) { return step(Verb::Await, std::move(what)); }

Step await(std::string route, std::optional<MessageIndex> as) {
  return await(
      AwaitStep{.call = {.route = std::move(route)}, .within = std::chrono::seconds(10), .as = as});
}

Step quiet(Offset quiet, Offset within) {
  return await(AwaitStep{.call = {.route = "*"}, .quiet = quiet, .within = within});
}

Step group(Steps steps) { return step(Verb::Use, GroupStep{.steps = std::move(steps)}); }

Step parallel(std::vector<Branch> branches) {
  return step(Verb::Parallel, ParallelStep{std::move(branches)});
}

Step shuffle(Steps steps, std::vector<std::pair<std::uint32_t, std::uint32_t>> keep) {
  return step(Verb::Shuffle, ShuffleStep{std::move(steps), std::move(keep)});
}

Step choose(std::vector<Option> options) {
  return step(Verb::Choose, ChooseStep{std::move(options)});
}

Step repeat(std::uint32_t times, Steps steps, Offset every) {
  return step(Verb::Repeat, RepeatStep{.times = times, .every = every, .steps = std::move(steps)});
}

Step labelled(std::string label, Step step) {
  step.label = std::move(label);
  return step;
}

Step with(Modifiers modifiers, Step step) {
  step.modifiers = std::make_shared<const Modifiers>(std::move(modifiers));
  return step;
}

}  // namespace ensaio::story
