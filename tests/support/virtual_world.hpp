#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/delivery/world.hpp"

namespace ensaio {

/// How a post is answered.
struct VirtualReply {
  Offset after{};
  Ending ending = Answered{.status = 200};
};

/// A world of one test's making: time passes only when it is waited for, and each post is answered
/// as the test says. An hour's run takes milliseconds and is the same every time.
class VirtualWorld : public World {
 public:
  using Reply = VirtualReply;
  using Replies = std::function<Reply(const Posting&)>;

  /// What was posted and when.
  struct Posted {
    Offset at{};
    std::string url{};
    std::string request{};
  };

  explicit VirtualWorld(
      Replies replies = [](const Posting&) { return Reply{}; }, std::size_t limit = 2000)
      : replies_(std::move(replies)), limit_(limit) {}

  Offset now() const override { return now_; }
  bool has_room() const override { return answers_.size() < limit_; }
  bool interrupted() const override { return now_ >= interrupted_at_; }

  void post(Ticket ticket, const Posting& posting) override {
    posted_.push_back({now_, posting.endpoint->url, std::string(posting.request)});
    Reply reply = replies_(posting);
    const Offset answered = now_ + reply.after;
    answers_.emplace(answered, Answer{ticket, now_, answered, std::move(reply.ending)});
    most_under_way_ = std::max(most_under_way_, answers_.size());
    if (posting.tell_written) written_.push_back(ticket);
  }

  std::optional<Ticket> take_written() override {
    if (written_.empty()) return std::nullopt;
    const Ticket first = written_.front();
    written_.erase(written_.begin());
    return first;
  }

  std::optional<Answer> wait(Offset until) override {
    until = std::min({until, std::max(interrupted_at_, now_), next_event()});
    if (answers_.empty() || answers_.begin()->first > until) {
      now_ = std::max(now_, until);
      happen();
      return std::nullopt;
    }
    auto first = answers_.extract(answers_.begin());
    now_ = std::max(now_, first.key());
    return std::move(first.mapped());
  }

  void abandon(Ticket ticket) override {
    for (auto at = answers_.begin(); at != answers_.end(); ++at) {
      if (at->second.ticket != ticket) continue;
      Answer answer = std::move(at->second);
      answers_.erase(at);
      answer.answered = now_;
      answer.ending = Abandoned{};
      answers_.emplace(now_, std::move(answer));
      return;
    }
  }

  /// At that time another thread does something and wakes this one.
  void at(Offset time, std::function<void()> event) { events_.emplace(time, std::move(event)); }

  /// The user stops the run at that time.
  void interrupt_at(Offset at) { interrupted_at_ = at; }

  const std::vector<Posted>& posted() const { return posted_; }
  std::size_t most_under_way() const { return most_under_way_; }

 private:
  Offset next_event() const { return events_.empty() ? Offset::max() : events_.begin()->first; }
  void happen() {
    while (next_event() <= now_) events_.extract(events_.begin()).mapped()();
  }

  Replies replies_;
  std::size_t limit_;
  Offset now_{};
  Offset interrupted_at_ = Offset::max();
  std::multimap<Offset, Answer> answers_;
  std::multimap<Offset, std::function<void()>> events_;
  std::vector<Posted> posted_;
  std::vector<Ticket> written_;
  std::size_t most_under_way_ = 0;
};

}  // namespace ensaio
