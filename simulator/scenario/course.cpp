#include "simulator/scenario/course.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "simulator/base/overloaded.hpp"

namespace ensaio {
namespace {

double seconds(Offset offset) { return std::chrono::duration<double>(offset).count(); }

std::optional<Mention::What> what_of(MessageStatus status) {
  if (status == MessageStatus::Sent) return Mention::What::Sent;
  if (status == MessageStatus::Received) return Mention::What::Received;
  if (status == MessageStatus::Read) return Mention::What::Read;
  return std::nullopt;
}

std::optional<Mention::What> what_of(Presence presence) {
  if (presence == Presence::Composing) return Mention::What::Typing;
  if (presence == Presence::Recording) return Mention::What::Typing;
  if (presence == Presence::Paused) return Mention::What::Paused;
  return std::nullopt;
}

class Walk {
 public:
  explicit Walk(Course& course) : course_(course) {}

  void steps(const Steps& steps) {
    for (const Step& step : steps) one(step);
  }

 private:
  void one(const Step& step) {
    const bool outer = std::exchange(meant_, meant_ || !step.intent.empty());
    if (step.modifiers && step.modifiers->at) {
      const double at = seconds(*step.modifiers->at);
      now_ = {std::max(now_.low, at), std::max(now_.high, at)};
    }
    std::visit(Overloaded{
                   [&](const PresenceStep& presence) { tell(step, presence); },
                   [&](const StatusStep& status) { tell(step, status); },
                   [&](const WaitStep& wait) { now_ = now_ + bounds_of(wait.span); },
                   [&](const GroupStep& group) { steps(group.steps); },
                   [&](const ParallelStep& parallel) { branches(parallel); },
                   [&](const ShuffleStep& shuffle) { mixed(shuffle); },
                   [&](const ChooseStep& choose) { options(choose); },
                   [&](const RepeatStep& repeat) { rounds(repeat); },
                   [](const auto&) {},
               },
               step.action);
    if (step.modifiers && step.modifiers->copies > 1) {
      const double gaps = seconds(step.modifiers->copies_gap) * (step.modifiers->copies - 1);
      now_ = now_ + Bounds{gaps, gaps};
    }
    meant_ = outer;
  }

  void tell(const Step& step, const PresenceStep& presence) {
    const auto what = what_of(presence.presence);
    if (what) add(step, *what, presence.chat, std::nullopt);
  }

  void tell(const Step& step, const StatusStep& status) {
    const auto what = what_of(status.status);
    if (!what) return;
    for (const MessageIndex message : status.messages) {
      if (status.by.empty()) add(step, *what, message, std::nullopt);
      for (const ChatIndex by : status.by) add(step, *what, message, by);
    }
  }

  void add(const Step& step, Mention::What what, std::uint32_t about, std::optional<ChatIndex> by) {
    Mention mention{.what = what, .about = about, .by = by, .step = &step, .meant = meant_};
    mention.order = static_cast<std::uint32_t>(course_.mentions.size());
    mention.strand = strand_;
    mention.due = now_;
    if (step.modifiers && step.modifiers->late) mention.late = bounds_of(*step.modifiers->late);
    course_.mentions.push_back(mention);
  }

  /// Plays `inside` on a strand of its own that begins at `begin`; answers when it ends.
  template <class Inside>
  Bounds on_own_strand(std::uint32_t fork, Bounds begin, const Inside& inside) {
    course_.strands.push_back({strand_, fork});
    const auto own = static_cast<std::uint32_t>(course_.strands.size() - 1);
    const std::uint32_t outer = std::exchange(strand_, own);
    now_ = begin;
    inside();
    strand_ = outer;
    return now_;
  }

  void branches(const ParallelStep& parallel) {
    const std::uint32_t fork = ++forks_;
    const Bounds begin = now_;
    Bounds end = begin;
    for (const Branch& branch : parallel.branches) {
      const Bounds ended = on_own_strand(fork, begin, [&] { steps(branch.steps); });
      end = {std::max(end.low, ended.low), std::max(end.high, ended.high)};
    }
    now_ = end;
  }

  void options(const ChooseStep& choose) {
    const std::uint32_t fork = ++forks_;
    const Bounds begin = now_;
    Bounds end{std::numeric_limits<double>::infinity(), begin.high};
    for (const Option& option : choose.options) {
      const Bounds ended = on_own_strand(fork, begin, [&] { steps(option.steps); });
      end = {std::min(end.low, ended.low), std::max(end.high, ended.high)};
    }
    now_ = choose.options.empty() ? begin : end;
  }

  void mixed(const ShuffleStep& shuffle) {
    const std::uint32_t fork = ++forks_;
    const Bounds begin = now_;
    Bounds end = begin;
    for (const Step& step : shuffle.steps) {
      const Bounds ended = on_own_strand(fork, begin, [&] { one(step); });
      end = end + Bounds{ended.low - begin.low, ended.high - begin.high};
    }
    now_ = end;
  }

  void rounds(const RepeatStep& repeat) {
    constexpr int kDeepest = 3;  // Below, a second round of each would double and double.
    const Bounds begin = now_;
    ++repeats_;
    steps(repeat.steps);
    const Bounds once{std::max(now_.low - begin.low, seconds(repeat.every)),
                      std::max(now_.high - begin.high, seconds(repeat.every))};
    if (repeat.times > 1 && repeats_ <= kDeepest) {
      now_ = begin + once;
      steps(repeat.steps);
    }
    --repeats_;
    now_ = {begin.low + once.low * repeat.times, begin.high + once.high * repeat.times};
  }

  Course& course_;
  Bounds now_{};
  bool meant_ = false;
  std::uint32_t strand_ = 0;
  std::uint32_t forks_ = 0;
  int repeats_ = 0;
};

}  // namespace

Bounds bounds_of(const Span& span) {
  return std::visit(Overloaded{
                        [](Offset exactly) {
                          return Bounds{seconds(exactly), seconds(exactly)};
                        },
                        [](Uniform range) {
                          return Bounds{seconds(range.low), seconds(range.high)};
                        },
                        [](LogNormal) {
                          return Bounds{0, std::numeric_limits<double>::infinity()};
                        },
                    },
                    span);
}

// With a written before b, told(b) - told(a) is the sum of what lies between, plus a's lateness,
// less b's. All waits are drawn on their own, so its least value is the difference of the lows. The
// other way round it is the difference of the highs; infinite ones make a NaN, which is not sure.
bool Course::surely_before(const Mention& a, const Mention& b) const {
  if (side_by_side(a.strand, b.strand)) return false;
  if (a.order < b.order) return (b.due.low - b.late.high) - (a.due.low - a.late.low) >= 0;
  return (b.due.high - b.late.high) - (a.due.high - a.late.low) > 0;
}

bool Course::side_by_side(std::uint32_t a, std::uint32_t b) const {
  // Strands are numbered as they begin, so the larger of two is never above the other. Where both
  // have climbed to where they meet, what was below says by which fork they parted.
  std::uint32_t below_a = 0;
  std::uint32_t below_b = 0;
  while (a != b) {
    if (a > b) {
      below_a = a;
      a = strands[a].parent;
    } else {
      below_b = b;
      b = strands[b].parent;
    }
  }
  if (below_a == 0 || below_b == 0) return false;  // One is the way that leads to the other.
  return strands[below_a].fork == strands[below_b].fork;
}

Course course(const Scenario& scenario) {
  Course course;
  Walk(course).steps(scenario.steps);
  return course;
}

}  // namespace ensaio
