#include "tests/simulation/simulated_receiver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

// What it says is in simulated_answers.cpp.

namespace ensaio {

using namespace std::chrono_literals;

SimulatedReceiver::SimulatedReceiver(Scene& scene, SimulatedConnection& connection)
    : scene_(scene), connection_(connection) {
  connection_.on_heard([this] { heard(); });
}

void SimulatedReceiver::heard() {
  if (connection_.ended() || std::exchange(reading_, true)) return;
  const bool slow = happens(scene_.random, scene_.temper.reads_in_pieces);
  scene_.time.after(slow ? drawn_offset(scene_.random, 2ms) : 0ms, [this] {
    reading_ = false;
    if (!connection_.ended()) read();
  });
}

void SimulatedReceiver::read() {
  const std::string_view unread = connection_.unread();
  if (unread.empty()) {
    if (connection_.client_ended()) connection_.end();
    return;
  }
  std::size_t count = unread.size();
  if (happens(scene_.random, scene_.temper.reads_in_pieces)) {
    count = 1 + scene_.random.below(count);
  }
  if (!begun_) {
    begun_ = true;
    idle_ = false;
    reaction_ = drawn_reaction();
  }
  text_ += unread.substr(0, count);
  connection_.take(count);
  go_through();
  if (!connection_.unread().empty() || connection_.client_ended()) heard();
}

void SimulatedReceiver::go_through() {
  if (reaction_ == Reaction::StopReading) {
    happens(scene_.random, 500) ? connection_.end() : connection_.reset();
    return;
  }
  if (body_at_ == 0) read_head();
  if (whole()) finish_request();
}

void SimulatedReceiver::read_head() {
  const std::size_t end = text_.find("\r\n\r\n");
  if (end == std::string::npos) return;
  body_at_ = end + 4;
  serial_ = serial_of(text_).value_or(0);
  const std::size_t at = text_.find("content-length: ");
  length_ = at < end ? std::strtoul(text_.c_str() + at + 16, nullptr, 10) : 0;
  if (reaction_ == Reaction::Early) react();
}

void SimulatedReceiver::finish_request() {
  RequestTruth& request = scene_.truth.requests.at(serial_);
  const Offset now = scene_.time.now();
  if (scene_.truth.traced()) {
    scene_.truth.note(
        now, fmt::format("{}: the receiver heard request {}", connection_.name(), serial_));
  }
  if (++request.heard > 1) {
    scene_.truth.wrong(now, fmt::format("the receiver heard request {} twice", serial_));
  }
  if (text_.compare(body_at_, length_, request.body) != 0) {
    scene_.truth.wrong(now, fmt::format("request {} was heard with another body", serial_));
  }
  if (reaction_ != Reaction::Early) react();
  text_.erase(0, body_at_ + length_);
  body_at_ = length_ = 0;
  begun_ = false;
}

SimulatedReceiver::Reaction SimulatedReceiver::drawn_reaction() {
  const Temper& temper = scene_.temper;
  const std::array<std::pair<Reaction, PerMille>, 9> all = {{
      {Reaction::Late, temper.late},
      {Reaction::Early, temper.early},
      {Reaction::Twice, temper.twice},
      {Reaction::Cut, temper.cut},
      {Reaction::Garbage, temper.garbage},
      {Reaction::Silence, temper.silent},
      {Reaction::End, temper.ends_unanswered},
      {Reaction::Reset, temper.resets_unanswered},
      {Reaction::StopReading, temper.stops_reading},
  }};
  for (const auto& [reaction, chance] : all) {
    if (happens(scene_.random, chance)) return reaction;
  }
  return Reaction::Answer;
}

}  // namespace ensaio
