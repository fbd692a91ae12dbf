#include "simulator/report/timed_groups.hpp"

#include <algorithm>
#include <map>
#include <variant>

#include "simulator/document/values.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

/// One playing of a group.
struct Playing {
  Offset first{};           ///< When its first send left.
  Offset last{};            ///< When its last ending was known,
  std::size_t attempt = 0;  ///< and of which attempt of the record.
  bool is_abandoned = false;
};

/// The playings of one group, by the rounds around it.
using Playings = std::map<std::vector<std::uint32_t>, Playing>;

void add(const TimedGroup& group, const std::vector<Outcome>& send, std::size_t last_attempt,
         Playings& playings) {
  const Send& what = send.front().send;
  if (what.line < group.first_line || what.line - group.first_line >= group.lines) return;
  const auto around = std::min<std::size_t>(group.repeats, what.rounds.size());
  const auto end = what.rounds.begin() + static_cast<std::ptrdiff_t>(around);
  const auto [found, is_new] = playings.try_emplace({what.rounds.begin(), end});
  Playing& playing = found->second;
  if (is_new) playing.first = send.front().sent;
  if (is_new || send.back().answered > playing.last) {
    playing.last = send.back().answered;
    playing.attempt = last_attempt;
  }
  if (std::holds_alternative<Abandoned>(send.back().ending)) playing.is_abandoned = true;
}

Check check_of(const TimedGroup& group, const Playing& playing, bool all_sent) {
  Check check{.what = "within " + duration_text(group.within) + " (of the whole group)",
              .step = group.name.position,
              .attempt = playing.attempt};
  const Offset took = playing.last - playing.first;
  if (took > group.within) {
    check.verdict = Verdict::Fail;
    check.message = "from its first send to its last ending it took " + human_time(took);
  } else if (playing.is_abandoned || !all_sent) {
    check.verdict = Verdict::Interrupted;
    check.message = "the run ended, perhaps before the group did";
  }
  return check;
}

}  // namespace

std::vector<Check> judged_groups(const Script& script,
                                 const std::vector<const std::vector<Outcome>*>& sends,
                                 bool all_sent) {
  std::vector<Check> checks;
  for (const TimedGroup& group : script.timed) {
    Playings playings;
    std::size_t attempts = 0;
    for (const auto* send : sends) {
      attempts += send->size();
      add(group, *send, attempts - 1, playings);
    }
    for (const auto& [rounds, playing] : playings) {
      checks.push_back(check_of(group, playing, all_sent));
    }
  }
  return checks;
}

}  // namespace ensaio
