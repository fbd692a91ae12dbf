#include "simulator/delivery/call_inbox.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace ensaio {
namespace {

/// What comes out of it next: "#1 send-text", "#1 answered", "nothing".
std::string next(CallInbox& inbox) {
  const auto event = inbox.next();
  if (!event) return "nothing";
  if (const auto* call = std::get_if<IncomingCall>(&*event)) {
    return '#' + std::to_string(call->number) + ' ' + call->route;
  }
  return '#' + std::to_string(std::get<CallAnswered>(*event).number) + " answered";
}

TEST(CallInbox, NumbersCallsAndTellsThemInOrder) {
  std::atomic<int> woken = 0;
  CallInbox inbox([&woken] { ++woken; });
  const auto first = inbox.put({.number = 99, .route = "status"});
  const auto second = inbox.put({.route = "send-text"});
  EXPECT_EQ(first.number(), 1U);
  EXPECT_EQ(second.number(), 2U);
  EXPECT_EQ(woken, 2);
  EXPECT_EQ(next(inbox), "#1 status");
  EXPECT_EQ(next(inbox), "#2 send-text");
  EXPECT_EQ(next(inbox), "nothing");
}

TEST(CallInbox, LetsAnswerAtOnceWhileNobodyAttends) {
  CallInbox inbox([] {});
  inbox.put({.route = "status"}).await_leave();
  EXPECT_EQ(next(inbox), "#1 status");
  EXPECT_EQ(next(inbox), "#1 answered");
}

TEST(CallInbox, HoldsAnAnswerUntilThePlayerGivesLeave) {
  CallInbox inbox([] {});
  inbox.attended(true);
  std::promise<void> came;
  std::atomic<bool> leave_given = false;
  std::atomic<bool> was_given = false;
  const std::jthread server([&] {
    const auto answer = inbox.put({.route = "send-text"});
    came.set_value();
    answer.await_leave();
    was_given = leave_given.load();
  });
  came.get_future().wait();
  EXPECT_EQ(next(inbox), "#1 send-text");
  EXPECT_EQ(next(inbox), "nothing");
  leave_given = true;
  inbox.let_answer(1);
  std::string told;
  while ((told = next(inbox)) == "nothing") std::this_thread::yield();
  EXPECT_EQ(told, "#1 answered");
  EXPECT_TRUE(was_given);
}

TEST(CallInbox, LetsAllAnswerWhenThePlayerLeaves) {
  CallInbox inbox([] {});
  inbox.attended(true);
  std::vector<CallInbox::Answer> answers;
  for (int i = 0; i < 3; ++i) answers.push_back(inbox.put({.route = "status"}));
  inbox.attended(false);
  for (const auto& answer : answers) answer.await_leave();
  inbox.put({.route = "status"}).await_leave();
}

TEST(CallInbox, HoldsSoManyAndNoMore) {
  CallInbox inbox([] {});
  inbox.attended(true);
  for (std::size_t i = 0; i < CallInbox::kMost; ++i) {
    const auto answer = inbox.put({.route = "status"});
  }
  EXPECT_EQ(inbox.lost(), 0U);
  inbox.put({.route = "status"}).await_leave();
  EXPECT_EQ(inbox.lost(), 1U);
  std::size_t calls = 0;
  while (const auto event = inbox.next()) calls += std::holds_alternative<IncomingCall>(*event);
  EXPECT_EQ(calls, CallInbox::kMost);
}

TEST(CallInbox, TakesCallsOfManyThreads) {
  CallInbox inbox([] {});
  inbox.attended(true);
  constexpr std::uint64_t kEach = 200;
  std::vector<std::jthread> servers;
  for (int i = 0; i < 4; ++i) {
    servers.emplace_back([&inbox] {
      for (std::uint64_t n = 0; n < kEach; ++n) inbox.put({.route = "status"}).await_leave();
    });
  }
  std::uint64_t last = 0;
  for (std::uint64_t answered = 0; answered < 4 * kEach;) {
    const auto event = inbox.next();
    if (!event) {
      std::this_thread::yield();
    } else if (const auto* call = std::get_if<IncomingCall>(&*event)) {
      EXPECT_EQ(call->number, ++last);
      inbox.let_answer(call->number);
    } else {
      ++answered;
    }
  }
}

}  // namespace
}  // namespace ensaio
