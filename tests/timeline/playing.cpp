#include "tests/timeline/playing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ensaio {
namespace {

/// What happens to a send under way.
struct Event {
  Offset at{};
  std::uint64_t number = 0;  ///< Of equal times the first one known comes first.
  bool leaves = false;       ///< Otherwise it settles.
  Send send{};
};

bool is_later(const Event& a, const Event& b) {
  return std::pair(a.at, a.number) > std::pair(b.at, b.number);
}

/// What is going to happen, the next first.
class Events {
 public:
  void add(const Event& event) {
    events_.push_back(event);
    events_.back().number = number_++;
    std::push_heap(events_.begin(), events_.end(), is_later);
  }
  bool empty() const { return events_.empty(); }
  Event take() {
    std::pop_heap(events_.begin(), events_.end(), is_later);
    const Event event = events_.back();
    events_.pop_back();
    return event;
  }

 private:
  std::vector<Event> events_;
  std::uint64_t number_ = 0;
};

void append(std::string& story, const std::string& text) {
  if (!story.empty()) story += ", ";
  story += text;
}

}  // namespace

Script scripted(const Scenario& scenario) {
  auto script = ensaio::script(scenario);
  if (script) return *std::move(script);
  for (const Problem& problem : script.error()) ADD_FAILURE() << problem.message;
  Script nothing;
  nothing.beats.emplace_back();
  return nothing;
}

std::vector<std::string> lines(const Scenario& scenario, Seed seed) {
  std::vector<std::string> all;
  plan(scripted(scenario), cast(scenario, seed, kPlanStart), seed, kPlanStart,
       [&](const Send&, const std::string& line) { all.push_back(line); });
  return all;
}

std::string story_of(const Scenario& scenario, Seed seed) {
  return played(scripted(scenario), Offset::zero(), seed).story;
}

std::string short_text(const Script& script, const Send& send) {
  std::string text = std::to_string(send.at / std::chrono::milliseconds(1)) + ' ' +
                     script.lines[send.line].callback;
  if (send.copy > 0) text += '+' + std::to_string(send.copy);
  return text;
}

Played played(const Script& script, Offset answer_takes, Seed seed) {
  Played played;
  Conversation conversation(script, seed);
  Events events;
  std::vector<Send> sends;
  Offset now{};
  conversation.begin(now, sends);
  while (played.sends < 100'000) {
    for (const Send& send : sends) {
      EXPECT_GE(send.at, now) << "It asks for something in the past.";
      events.add({.at = send.at, .leaves = true, .send = send});
    }
    sends.clear();
    if (events.empty()) break;
    EXPECT_FALSE(conversation.over()) << "There is more to come.";
    const Event event = events.take();
    now = event.at;
    if (!event.leaves) {
      conversation.settled(event.send.strand, now, sends);
      continue;
    }
    append(played.story, short_text(script, event.send));
    ++played.sends;
    events.add({.at = now + answer_takes, .send = event.send});
    conversation.departed(event.send.strand, sends);
  }
  played.over = conversation.over();
  return played;
}

}  // namespace ensaio
