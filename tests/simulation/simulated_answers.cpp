#include <algorithm>
#include <utility>

#include "tests/simulation/simulated_receiver.hpp"

// What the receiver says, in which pieces, and what it does then.

namespace ensaio {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBufferBytes = 64U * 1024U;  // Of the client.

/// Where the pieces of `size` bytes end: one piece, a few, or every byte.
std::vector<std::size_t> drawn_pieces(Random& random, std::size_t size, PerMille in_pieces) {
  std::vector<std::size_t> ends;
  if (size > 1 && happens(random, in_pieces)) {
    if (size <= 160 && random.below(8) == 0) {
      for (std::size_t end = 1; end < size; ++end) ends.push_back(end);
    } else {
      const std::uint64_t cuts = 1 + random.below(3);
      for (std::uint64_t i = 0; i < cuts; ++i) ends.push_back(1 + random.below(size - 1));
      std::sort(ends.begin(), ends.end());
    }
  }
  ends.push_back(size);
  return ends;
}

}  // namespace

void SimulatedReceiver::react() {
  switch (reaction_) {
    case Reaction::Answer:
    case Reaction::Late:
    case Reaction::Early:
      return answer();
    case Reaction::Twice:
      return answer_twice();
    case Reaction::Cut:
      return answer_in_part();
    case Reaction::Garbage:
      connection_.is_last();
      return say(0ms, {.bytes = drawn_garbage(scene_.random),
                       .then = happens(scene_.random, 500) ? Then::End : Then::BeSilent});
    case Reaction::End:
      return connection_.end();
    case Reaction::Reset:
      return connection_.reset();
    case Reaction::Silence:
    case Reaction::StopReading:
      return;
  }
}

SimulatedReceiver::Speech SimulatedReceiver::speech(const AnswerText& answer) {
  auto& said = scene_.truth.requests.at(serial_).said;
  said.push_back(answer.said);
  return Speech{.bytes = answer.bytes,
                .serial = serial_,
                .said = said.size() - 1,
                .answer_length = answer.bytes.size()};
}

void SimulatedReceiver::answer() {
  Random& random = scene_.random;
  const bool large = happens(random, scene_.temper.large);
  const std::size_t length =
      large ? kBufferBytes * (1 + random.below(2)) - random.below(200) : std::size_t{0};
  const AnswerText text = drawn_answer(random, serial_, Framing::Any, length);
  Speech whole = speech(text);
  whole.then = Then::BeIdle;
  if (text.last) {
    connection_.is_last();
    whole.then = text.said.until_end || happens(random, 500) ? Then::End : Then::BeSilent;
  }
  const Offset delay = reaction_ == Reaction::Late
                           ? 8s + drawn_offset(random, 8s)
                           : drawn_offset(random, scene_.temper.answers_within);
  say(delay, std::move(whole));
}

void SimulatedReceiver::answer_twice() {
  Speech both = speech(drawn_answer(scene_.random, serial_, Framing::Reusable, 0));
  both.bytes += drawn_answer(scene_.random, serial_, Framing::Reusable, 0).bytes;
  if (happens(scene_.random, 700)) both.pause = drawn_offset(scene_.random, 1s);
  connection_.will_say_more();
  say(0ms, std::move(both));
}

void SimulatedReceiver::answer_in_part() {
  const AnswerText text = drawn_answer(scene_.random, serial_, Framing::Framed, 0);
  connection_.is_last();
  const Then thens[] = {Then::End, Then::Reset, Then::BeSilent};
  say(0ms, {.bytes = text.bytes.substr(0, scene_.random.below(text.bytes.size())),
            .then = thens[scene_.random.below(3)]});
}

void SimulatedReceiver::say(Offset delay, Speech speech) {
  speech.ends = drawn_pieces(scene_.random, speech.bytes.size(), scene_.temper.in_pieces);
  if (speech.pause > 0ms) {
    speech.ends.push_back(speech.answer_length);
    std::sort(speech.ends.begin(), speech.ends.end());
  }
  const auto shared = std::make_shared<Speech>(std::move(speech));
  scene_.time.after(delay, [this, shared] {
    if (shared->answer_length > 0) connection_.answers_with(shared->answer_length);
    go_on(shared, 0);
  });
}

void SimulatedReceiver::go_on(const std::shared_ptr<Speech>& speech, std::size_t piece) {
  if (connection_.ended()) return;
  const std::size_t begin = piece == 0 ? 0 : speech->ends[piece - 1];
  const std::size_t end = speech->ends[piece];
  const std::string_view bytes = std::string_view(speech->bytes).substr(begin, end - begin);
  const bool completes = begin < speech->answer_length && speech->answer_length <= end;
  if (!bytes.empty()) {
    connection_.say(bytes, completes ? arrival(*speech, false) : std::function<void()>());
  }
  if (piece + 1 == speech->ends.size()) return after_saying(*speech);
  const Offset pause =
      end == speech->answer_length ? speech->pause : drawn_offset(scene_.random, 1ms);
  scene_.time.after(pause, [this, speech, piece] { go_on(speech, piece + 1); });
}

/// Notes that an answer which ends like that has come to the client's system.
std::function<void()> SimulatedReceiver::arrival(const Speech& speech, bool until_end) const {
  return [&scene = scene_, serial = speech.serial, which = speech.said, until_end] {
    SaidAnswer& said = scene.truth.requests.at(serial).said.at(which);
    if (said.until_end == until_end) said.arrived = scene.time.now();
  };
}

void SimulatedReceiver::after_saying(const Speech& speech) {
  switch (speech.then) {
    case Then::BeSilent:
      return;
    case Then::BeIdle:
      return be_idle();
    case Then::Reset:
      return connection_.reset();
    case Then::End:
      return connection_.end(speech.answer_length > 0 ? arrival(speech, true)
                                                      : std::function<void()>());
  }
}

void SimulatedReceiver::end_if_idle() {
  if (idle_ && text_.empty() && connection_.unread().empty()) connection_.end();
}

void SimulatedReceiver::be_idle() {
  idle_ = true;
  const Temper& temper = scene_.temper;
  Random& random = scene_.random;
  const Offset delay = drawn_offset(random, happens(random, 500) ? 5ms : 1s);
  if (happens(random, temper.ends_idle)) {
    const bool restarts = happens(random, temper.restarts);
    scene_.time.after(delay, [this, restarts] {
      if (restarts) {
        scene_.restart();
      } else {
        end_if_idle();
      }
    });
  } else if (happens(random, temper.resets_idle)) {
    scene_.time.after(delay, [this] { connection_.reset(); });
  } else if (happens(random, temper.strays_idle)) {
    connection_.will_say_more();
    scene_.time.after(delay, [this] {
      if (connection_.ended()) return;
      connection_.say(stray_answer());
      connection_.end();
    });
  }
}

}  // namespace ensaio
