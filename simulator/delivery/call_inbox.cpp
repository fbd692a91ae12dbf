#include "simulator/delivery/call_inbox.hpp"

#include <utility>

namespace ensaio {

CallInbox::Answer::~Answer() {
  if (inbox_ != nullptr) inbox_->answered(number_);
}

void CallInbox::Answer::await_leave() const {
  std::unique_lock lock(inbox_->mutex_);
  inbox_->leave_given_.wait_for(
      lock, kPatience, [this] { return inbox_->held_.find(number_) == inbox_->held_.end(); });
}

CallInbox::CallInbox(std::function<void()> wake) : wake_(std::move(wake)) {}

CallInbox::Answer CallInbox::put(IncomingCall call) {
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = ++last_;
    if (waiting_ == kMost) {
      ++lost_;
    } else {
      call.number = number;
      events_.emplace_back(std::move(call));
      ++waiting_;
      if (attended_) held_.insert(number);
    }
  }
  wake_();
  return {*this, number};
}

std::uint64_t CallInbox::lost() const {
  const std::lock_guard lock(mutex_);
  return lost_;
}

void CallInbox::attended(bool by_a_player) {
  const std::lock_guard lock(mutex_);
  attended_ = by_a_player;
  if (attended_) return;
  held_.clear();
  leave_given_.notify_all();
}

std::optional<CallEvent> CallInbox::next() {
  const std::lock_guard lock(mutex_);
  if (events_.empty()) return std::nullopt;
  CallEvent event = std::move(events_.front());
  events_.pop_front();
  if (std::holds_alternative<IncomingCall>(event)) --waiting_;
  return event;
}

void CallInbox::let_answer(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  held_.erase(number);
  leave_given_.notify_all();
}

void CallInbox::answered(std::uint64_t number) {
  {
    const std::lock_guard lock(mutex_);
    held_.erase(number);
    events_.emplace_back(CallAnswered{number});
  }
  wake_();
}

}  // namespace ensaio
