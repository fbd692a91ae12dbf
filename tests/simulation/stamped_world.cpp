#include "tests/simulation/stamped_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>
#include <variant>

#include "simulator/base/overloaded.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// A client that is held up now and then may be so much behind what happens.
constexpr Offset kHeldUp = 500ms;

constexpr std::string_view kName = "receiver.test";

std::string short_text(const Ending& ending) {
  return std::visit(
      Overloaded{[](const Answered& answered) { return fmt::format("{}", answered.status); },
                 [](const TimedOut& out) { return "timed out " + out.where; },
                 [](const Unreachable& none) { return none.reason; },
                 [](const Abandoned&) { return std::string("abandoned"); }},
      ending);
}

}  // namespace

void StampedWorld::wrong(Serial serial, const std::string& what) {
  scene_.truth.wrong(now(), fmt::format("request {}: {}", serial, what));
}

void StampedWorld::post(Ticket ticket, const Posting& posting) {
  auto& requests = scene_.truth.requests;
  const Serial serial = requests.size();
  const std::size_t line_end = posting.request.find("\r\n") + 2;
  const std::size_t body = posting.request.find("\r\n\r\n") + 4;
  requests.push_back({.body = std::string(posting.request.substr(body)), .posted = now()});
  request_ = posting.request.substr(0, line_end);
  request_ += fmt::format("{}{}\r\n", kSerialHeader, serial);
  request_ += posting.request.substr(line_end);
  if (scene_.truth.traced()) {
    scene_.truth.note(now(), fmt::format("post {} to {}", serial, posting.endpoint->url));
  }
  if (!under_way_.emplace(ticket, Post{serial, posting.timeout, posting.endpoint->host == kName})
           .second) {
    wrong(serial, "its ticket is under way already");
  }
  if (under_way_.size() > limits_.in_flight) wrong(serial, "more are under way than allowed");
  world_.post(ticket, {posting.endpoint, request_, posting.timeout});
}

std::optional<Answer> StampedWorld::wait(Offset until) {
  auto answer = world_.wait(until);
  if (!answer) {
    if (std::exchange(woken_, false)) return answer;
    if (now() < until && !interrupted()) {
      scene_.truth.wrong(now(), "wait() ended early, with nothing");
    }
    return answer;
  }
  const auto found = under_way_.find(answer->ticket);
  if (found == under_way_.end()) {
    scene_.truth.wrong(now(), "an answer to nothing that is under way");
    return std::nullopt;
  }
  judge(*answer, found->second);
  scene_.truth.last_ended = found->second.serial;
  under_way_.erase(found);
  return answer;
}

void StampedWorld::judge(const Answer& answer, const Post& post) {
  const Serial serial = post.serial;
  const RequestTruth& truth = scene_.truth.requests.at(serial);
  if (scene_.truth.traced()) {
    scene_.truth.note(now(), fmt::format("ending of {}: {}", serial, short_text(answer.ending)));
  }
  if (answer.sent < truth.posted || answer.answered < answer.sent || answer.answered > now()) {
    wrong(serial, "its times are out of order");
  }
  if (truth.begun && answer.sent > *truth.begun) wrong(serial, "it was sent before it says so");
  std::visit(Overloaded{[&](const Answered&) { judge_answered(answer, serial); },
                        [&](const TimedOut&) { judge_timed_out(answer, post); },
                        [&](const Unreachable& none) { judge_unreachable(none, serial); },
                        [&](const Abandoned&) { judge_abandoned(post); }},
             answer.ending);
  const bool unwanted = post.abandoned && std::holds_alternative<Abandoned>(answer.ending);
  if (scene_.temper.calm && !unwanted && !std::holds_alternative<Answered>(answer.ending)) {
    wrong(serial, "all went well, and yet it ended with: " + short_text(answer.ending));
  }
}

/// Only what the player wants no answer to, and nothing of it is written from now on.
void StampedWorld::judge_abandoned(const Post& post) {
  RequestTruth& truth = scene_.truth.requests.at(post.serial);
  if (!post.abandoned) wrong(post.serial, "the world abandons nothing by itself");
  if (truth.answer_read) wrong(post.serial, "was answered, and yet abandoned");
  truth.abandoned = true;
  ++abandoned_;
}

void StampedWorld::abandon(Ticket ticket) {
  const auto found = under_way_.find(ticket);
  if (found == under_way_.end()) {
    return scene_.truth.wrong(now(), "nothing of that ticket is under way to be abandoned");
  }
  found->second.abandoned = true;
  if (scene_.truth.traced()) {
    scene_.truth.note(now(), fmt::format("nobody wants {} any more", found->second.serial));
  }
  world_.abandon(ticket);
}

/// Was it said, as a whole, to this request, and had it come by then?
void StampedWorld::judge_answered(const Answer& answer, Serial serial) {
  const RequestTruth& truth = scene_.truth.requests.at(serial);
  if (truth.confusable) return;
  const auto& answered = std::get<Answered>(answer.ending);
  const auto from = serial_of(answered.head);
  if (from != serial) {
    return wrong(serial,
                 fmt::format("got the answer to {}", from ? std::to_string(*from) : "nothing"));
  }
  const auto same = [&](const SaidAnswer& said) {
    const std::string_view kept = std::string_view(said.body).substr(0, limits_.answer_bytes);
    return said.status == answered.status && answered.body == kept &&
           answered.truncated == (kept.size() < said.body.size()) && said.arrived;
  };
  const auto said = std::find_if(truth.said.begin(), truth.said.end(), same);
  if (said == truth.said.end()) {
    return wrong(serial, "got an answer that was not said, or not all of it");
  }
  if (answer.answered < *said->arrived) wrong(serial, "was answered before the answer had come");
  if (answer.answered - *said->arrived > kHeldUp) wrong(serial, "the answer was found late");
}

/// Had nothing come, and did it wait as long as it was to, and no longer?
void StampedWorld::judge_timed_out(const Answer& answer, const Post& post) {
  const RequestTruth& truth = scene_.truth.requests.at(post.serial);
  const auto& where = std::get<TimedOut>(answer.ending).where;
  if (truth.confusable) return;
  for (const SaidAnswer& said : truth.said) {
    if (said.arrived && answer.answered - *said.arrived > kHeldUp) {
      wrong(post.serial, "timed out, though its answer had come");
    }
  }
  if (where == "connecting") return judge_connecting(post);
  if (where == "sending" && truth.heard > 0) wrong(post.serial, "was heard, but never sent");
  judge_wait(answer, post);
}

/// Where no address is silent, only a name can be; and what is not found is not waited for.
void StampedWorld::judge_connecting(const Post& post) {
  const Temper& temper = scene_.temper;
  const PerMille silent =
      temper.name_unheard + temper.unheard + temper.unreachable + temper.slow_accept;
  if (silent > 0 || !post.to_name || limits_.stall_timeout < kHeldUp) return;
  wrong(post.serial, "timed out while connecting, though nobody was silent");
}

void StampedWorld::judge_wait(const Answer& answer, const Post& post) {
  const RequestTruth& truth = scene_.truth.requests.at(post.serial);
  const bool sending = std::get<TimedOut>(answer.ending).where == "sending";
  const auto& from = sending ? truth.wrote : truth.written;
  if (!from) return wrong(post.serial, "waited after a write that never was");
  const Offset timeout = sending ? limits_.stall_timeout : post.timeout;
  const Offset waited = answer.answered - *from;
  if (waited < timeout) wrong(post.serial, "timed out too early");
  if (waited > timeout + kHeldUp) wrong(post.serial, "timed out too late");
}

void StampedWorld::judge_abandoned() {
  for (const auto& [ticket, post] : under_way_) {
    if (scene_.truth.requests.at(post.serial).answer_read) {
      wrong(post.serial, "was answered, and yet abandoned");
    }
  }
}

/// An ending without an answer must not be told where the answer had come.
void StampedWorld::judge_unreachable(const Unreachable& ending, Serial serial) {
  const RequestTruth& truth = scene_.truth.requests.at(serial);
  using Why = Unreachable::Why;
  const bool never_connected = ending.why == Why::Refused || ending.why == Why::NameNotFound ||
                               ending.why == Why::NotAllowed;
  if (never_connected && truth.heard > 0) wrong(serial, "was heard, and yet: " + ending.reason);
  if (truth.confusable) return;
  for (const SaidAnswer& said : truth.said) {
    if (said.arrived) wrong(serial, "its answer had come, and yet: " + ending.reason);
  }
}

}  // namespace ensaio
