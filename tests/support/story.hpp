#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/scenario/scenario.hpp"

/// Scenarios written in code, as the loader would make them: for tests of the rooms above it.
/// Steps read as in a file: `wait(2s)`, `sent(0)`, `repeat(3, {read(0), wait(1s)})`.
namespace ensaio::story {

/// A scenario with one instance, chats "ana" and "bia" with phones, a group "team", and messages
/// "m1", "m2" of ana and "g1" of the group.
Scenario scenario(std::string name, Steps steps);

/// The same, whose m1 and m2 are named by awaits, and whose instance is not written.
Scenario awaiting(std::string name, Steps steps);

inline constexpr ChatIndex kAna = 0;
inline constexpr ChatIndex kBia = 1;
inline constexpr ChatIndex kTeam = 2;
inline constexpr MessageIndex kM1 = 0;
inline constexpr MessageIndex kM2 = 1;
inline constexpr MessageIndex kG1 = 2;

Step presence(Verb verb, ChatIndex chat = kAna);
Step status(Verb verb, std::vector<MessageIndex> messages = {kM1}, std::vector<ChatIndex> by = {});
inline Step sent(MessageIndex message = kM1) { return status(Verb::Sent, {message}); }
inline Step received(MessageIndex message = kM1) { return status(Verb::Received, {message}); }
inline Step read(MessageIndex message = kM1) { return status(Verb::Read, {message}); }
inline Step composing(ChatIndex chat = kAna) { return presence(Verb::Composing, chat); }
inline Step paused(ChatIndex chat = kAna) { return presence(Verb::Paused, chat); }
Step delivery(MessageIndex message = kM1, std::string error = {});
Step incoming(ChatIndex chat = kAna, std::string text = {});
Step connection(bool connected);
Step raw(std::string json, Kind kind = Kind::Status);
Step call(std::string url, std::string json = {});
Step wait(Span span);
/// Of a call to `route`, in 10 s; `as` must be a message of awaiting().
Step await(std::string route, std::optional<MessageIndex> as = {});
Step await(AwaitStep what);
Step quiet(Offset quiet, Offset within);
Step group(Steps steps);
Step parallel(std::vector<Branch> branches);
Step shuffle(Steps steps, std::vector<std::pair<std::uint32_t, std::uint32_t>> keep = {});
Step choose(std::vector<Option> options);
Step repeat(std::uint32_t times, Steps steps, Offset every = {});

/// The step with a label, or with modifiers.
Step labelled(std::string label, Step step);
Step with(Modifiers modifiers, Step step);

}  // namespace ensaio::story
