#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/delivery/call_source.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {

/// An application that calls when the test says so, and reads our answers.
class ScriptedCalls : public CallSource {
 public:
  /// `world` wakes the player when a call comes. It must outlive this, and this the play.
  explicit ScriptedCalls(VirtualWorld& world) : world_(world) {}

  /// It makes this call at that time. Numbers count from 1, in the order of the times.
  void at(Offset time, IncomingCall call) {
    world_.at(time, [this, call = std::move(call)]() mutable { came(std::move(call)); });
  }

  /// How long it takes until our answer has been written.
  Offset answer_takes{};

  /// When leave was given to answer each call: "#1@20", in milliseconds.
  const std::string& let() const { return let_; }
  bool is_attended() const { return attended_; }

  void attended(bool by_a_player) override { attended_ = by_a_player; }

  std::optional<CallEvent> next() override {
    if (events_.empty()) return std::nullopt;
    CallEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
  }

  void let_answer(std::uint64_t number) override {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(world_.now());
    let_ +=
        (let_.empty() ? "#" : ", #") + std::to_string(number) + '@' + std::to_string(now.count());
    if (answer_takes == Offset::zero()) {
      events_.push_back(CallAnswered{number});
    } else {
      world_.at(world_.now() + answer_takes,
                [this, number] { events_.push_back(CallAnswered{number}); });
    }
  }

 private:
  void came(IncomingCall call) {
    call.number = ++last_;
    events_.push_back(std::move(call));
  }

  VirtualWorld& world_;
  std::deque<CallEvent> events_;
  std::uint64_t last_ = 0;
  std::string let_;
  bool attended_ = false;
};

/// A message to `phone`, sent by the instance "I-1": its id is "ID-" and the text.
inline IncomingCall send_text(std::string phone, std::string text) {
  IncomingCall call{.route = "send-text", .instance = "I-1", .token = "T-1"};
  call.body = R"({"phone":")" + phone + R"(","message":")" + text + R"("})";
  call.message_id = "ID-" + text;
  call.zaap_id = "ZAAP-" + text;
  call.phone = std::move(phone);
  call.text = std::move(text);
  return call;
}

/// A call that sends nothing.
inline IncomingCall other_call(std::string route) {
  return {.route = std::move(route), .instance = "I-1", .token = "T-1", .body = "{}"};
}

}  // namespace ensaio
