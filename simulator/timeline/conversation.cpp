#include "simulator/timeline/conversation.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "simulator/base/random.hpp"
#include "simulator/timeline/shuffled.hpp"
#include "simulator/timeline/span.hpp"
#include "simulator/timeline/standing.hpp"

namespace ensaio {

/// The interpreter: takes each strand that may go on to its next send, or to its end.
class Conversation::Telling {
 public:
  Telling(Conversation& conversation, std::vector<Send>& sends)
      : told_(conversation),
        standing_(conversation.standing()),
        script_(*conversation.script_),
        strands_(conversation.strands_),
        sends_(sends) {}

  /// The whole story, from its first beat.
  void begin() {
    strands_.push(0, 0);
    tell(0);
  }

  /// After its last send: the next copy, or what comes next.
  void go_on(Strand strand) {
    if (!say_copy(strand)) tell(strand);
  }

  /// Until no strand can go on. A list instead of recursion: a million rounds of branches that
  /// send nothing must not fill the stack.
  void tell(Strand strand) {
    while (true) {
      while (step(strand)) {
      }
      if (!strands_.any_ready()) return;
      strand = strands_.take_ready();
    }
  }

 private:
  /// One move; whether the strand can go on.
  bool step(Strand strand);
  /// Begins a beat; whether the strand can go on.
  bool enter(Strand strand, std::uint32_t index);
  bool branch_ended(Strand strand, Frame& parallel);
  bool next_round(Strand strand);
  void begin_shuffle(Strand strand, std::uint32_t index);
  bool begin_branches(Strand strand, std::uint32_t index);
  std::uint32_t chosen(const StrandState& state, const Beat& beat) const;

  void say(Strand strand, std::uint32_t index);
  bool say_copy(Strand strand);
  void ask(Strand strand);

  const Beat& beat(std::uint32_t index) const { return script_.beats[index]; }
  std::uint32_t child(const Beat& beat, std::uint32_t number) const {
    return script_.children[beat.first + number];
  }
  std::uint64_t stream(const StrandState& state, const Beat& beat) const {
    return standing_.stream(state, beat);
  }

  Conversation& told_;
  const Standing standing_;
  const Script& script_;
  Strands& strands_;
  std::vector<Send>& sends_;
};

bool Conversation::Telling::step(Strand strand) {
  const std::uint32_t top = strands_.strand(strand).top;
  if (top == kBottom) {
    --told_.running_;
    return false;
  }
  Frame& frame = strands_.frame(top);
  const Beat& playing = beat(frame.beat);
  if (playing.what == Beat::Do::Parallel) return branch_ended(strand, frame);
  if (frame.next < playing.count) {
    const std::uint32_t number = frame.next++;
    const bool mixed_up = playing.what == Beat::Do::Shuffle;
    return enter(strand, child(playing, mixed_up ? strands_.order(frame.extra)[number] : number));
  }
  if (playing.what == Beat::Do::Repeat && next_round(strand)) return true;
  if (playing.what == Beat::Do::Shuffle) strands_.give_back_order(frame.extra);
  strands_.pop(strand);
  return true;
}

bool Conversation::Telling::enter(Strand strand, std::uint32_t index) {
  while (beat(index).what == Beat::Do::Choose) {
    if (beat(index).count == 0) return true;
    index = chosen(strands_.strand(strand), beat(index));
  }
  StrandState& state = strands_.strand(strand);
  const Beat& next = beat(index);
  switch (next.what) {
    case Beat::Do::Say:
      say(strand, index);
      return false;
    case Beat::Do::Await:
      state.said = index;
      ask(strand);
      return false;
    case Beat::Do::Wait: {
      Random random = numbers(stream(state, next), Purpose::Wait);
      state.now = later(state.now, drawn(script_.spans[next.index], random));
      return true;
    }
    case Beat::Do::At:
      state.now = std::max(state.now, next.time);
      return true;
    case Beat::Do::Parallel:
      return begin_branches(strand, index);
    case Beat::Do::Shuffle:
      begin_shuffle(strand, index);
      return true;
    case Beat::Do::Repeat:
      if (next.times > 0 && next.count > 0) strands_.push(strand, index).time = state.now;
      return true;
    case Beat::Do::Row:
    case Beat::Do::Choose:
      strands_.push(strand, index);
      return true;
  }
  return true;
}

bool Conversation::Telling::next_round(Strand strand) {
  StrandState& state = strands_.strand(strand);
  Frame& frame = strands_.frame(state.top);
  const Beat& repeat = beat(frame.beat);
  if (++frame.extra >= repeat.times) return false;
  frame.next = 0;
  frame.time = later(frame.time, repeat.time);
  // Without `every` that is the time at which the first round began: over long ago.
  state.now = std::max(state.now, frame.time);
  return true;
}

bool Conversation::Telling::begin_branches(Strand strand, std::uint32_t index) {
  const Beat& parallel = beat(index);
  if (parallel.count == 0) return true;
  const Offset now = strands_.strand(strand).now;
  Frame& frame = strands_.push(strand, index);
  frame.next = parallel.count;
  frame.extra = strand;
  frame.time = now;
  const std::uint32_t top = strands_.strand(strand).top;
  // The last one made ready is the first to go: so the branches begin in the order of the file.
  for (std::uint32_t number = parallel.count; number > 0; --number) {
    const Strand branch = strands_.branch(top, now);
    strands_.push(branch, child(parallel, number - 1));  // Always a row.
    strands_.ready(branch);
    ++told_.running_;
  }
  return false;
}

/// `strand` has come back to the frame of the parallel that it is a branch of; or it is the one
/// that branched, and all branches have ended.
bool Conversation::Telling::branch_ended(Strand strand, Frame& parallel) {
  StrandState& state = strands_.strand(strand);
  if (strand == parallel.extra) {
    state.now = parallel.time;
    strands_.pop(strand);
    return true;
  }
  parallel.time = std::max(parallel.time, state.now);
  strands_.give_back(strand);
  --told_.running_;
  if (--parallel.next == 0) strands_.ready(parallel.extra);
  return false;
}

void Conversation::Telling::begin_shuffle(Strand strand, std::uint32_t index) {
  const Beat& shuffle = beat(index);
  const std::uint64_t key = stream(strands_.strand(strand), shuffle);
  std::vector<std::uint64_t> draws(shuffle.count);
  for (std::uint32_t i = 0; i < shuffle.count; ++i) {
    draws[i] = numbers(mixed(key, beat(child(shuffle, i)).key), Purpose::Shuffle).next();
  }
  const std::uint32_t order = strands_.keep_order(shuffled(draws, script_.keeps[shuffle.index]));
  strands_.push(strand, index).extra = order;
}

std::uint32_t Conversation::Telling::chosen(const StrandState& state, const Beat& choose) const {
  const std::vector<std::uint32_t>& weights = script_.weights[choose.index];
  std::uint64_t total = 0;
  for (const std::uint32_t weight : weights) total += weight;
  assert(weights.size() == choose.count && total > 0);
  std::uint64_t drawn = numbers(stream(state, choose), Purpose::Choose).below(total);
  std::uint32_t option = 0;
  while (drawn >= weights[option]) drawn -= weights[option++];
  return child(choose, option);
}

void Conversation::Telling::say(Strand strand, std::uint32_t index) {
  StrandState& state = strands_.strand(strand);
  state.said = index;
  state.copy = 0;
  state.told = state.now - standing_.lateness(stream(state, beat(index)), beat(index));
  ask(strand);
}

bool Conversation::Telling::say_copy(Strand strand) {
  StrandState& state = strands_.strand(strand);
  const Line& line = script_.lines[beat(state.said).index];
  if (++state.copy >= line.copies) return false;
  state.now = later(state.now, line.copies_gap);
  ask(strand);
  return true;
}

void Conversation::Telling::ask(Strand strand) {
  sends_.push_back(standing_.pending(strand));
  ++told_.under_way_;
}

Conversation::Conversation(const Script& script, Seed seed)
    : script_(&script), key_(mixed(mixed(0, seed.value), seed.iteration)) {}

void Conversation::begin(Offset now, std::vector<Send>& sends) {
  strands_.strand(0).now = now;
  Telling(*this, sends).begin();
}

Send Conversation::pending(Strand strand) const { return standing().pending(strand); }

Standing Conversation::standing() const { return {key_, *script_, strands_}; }

void Conversation::departed(Strand strand, std::vector<Send>& sends) {
  if (script_->pace == Pace::Schedule && !gave_up_) Telling(*this, sends).go_on(strand);
}

void Conversation::settled(Strand strand, Offset now, std::vector<Send>& sends) {
  assert(under_way_ > 0);
  --under_way_;
  if (script_->pace != Pace::Answered || gave_up_) return;
  StrandState& state = strands_.strand(strand);
  state.now = std::max(state.now, now);
  Telling(*this, sends).go_on(strand);
}

void Conversation::called(Strand strand, Offset now, std::vector<Send>& sends) {
  assert(under_way_ > 0);
  --under_way_;
  if (gave_up_) return;
  StrandState& state = strands_.strand(strand);
  state.now = std::max(state.now, now);
  Telling(*this, sends).tell(strand);
}

}  // namespace ensaio
