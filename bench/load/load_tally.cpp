#include "bench/load/load_tally.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "simulator/report/endings.hpp"

namespace ensaio {
namespace {

bool holds(const std::vector<StatusRange>& ranges, int status) {
  return std::ranges::any_of(ranges,
                             [status](const StatusRange& range) { return range.holds(status); });
}

bool is_success(int status) { return status >= 200 && status < 300; }

void count_reason(Reasons& reasons, const std::string& reason, std::uint64_t times) {
  const bool room = reasons.size() < kMostReasons || reasons.contains(reason);
  reasons[room ? reason : "others"] += times;
}

void count_unheard(Unheard& unheard, std::uint64_t times, const std::string& url,
                   const Ending& ending) {
  if (times > 0 && unheard.times == 0) unheard = {0, url, ending};
  unheard.times += times;
}

}  // namespace

void Latencies::record(const Outcome& outcome) {
  lag.record(outcome.sent - outcome.due);
  if (!std::holds_alternative<Answered>(outcome.ending) &&
      !std::holds_alternative<TimedOut>(outcome.ending)) {
    return;
  }
  response.record(outcome.answered - outcome.due);
  service.record(outcome.answered - outcome.sent);
}

void Latencies::add(const Latencies& other) {
  response.add(other.response);
  service.add(other.service);
  lag.add(other.lag);
}

void Latencies::clear() {
  response.clear();
  service.clear();
  lag.clear();
}

bool has_failed(const Line& line, const RunExpectation& run, const Outcome& outcome) {
  if (std::holds_alternative<Abandoned>(outcome.ending)) return false;
  const auto* answered = std::get_if<Answered>(&outcome.ending);
  const Expectation* step = line.expect.get();
  const bool wants_none = step != nullptr && step->no_answer;
  if (answered == nullptr) return !wants_none && !run.no_answer;
  if (wants_none || run.no_answer) return true;
  const bool judged = step != nullptr && !step->status.empty();
  if (!(judged ? holds(step->status, answered->status) : is_success(answered->status))) return true;
  if (!run.status.empty() && !holds(run.status, answered->status)) return true;
  const Offset took = outcome.answered - outcome.sent;
  return (step != nullptr && step->within && took > *step->within) ||
         (run.within && took > *run.within);
}

void LoadTotals::add(const LoadTotals& other) {
  for (const auto& [group, figures] : other.groups) {
    std::unique_ptr<LoadFigures>& mine = groups[group];
    if (mine == nullptr) mine = std::make_unique<LoadFigures>();
    mine->add(*figures);
  }
  for (std::size_t i = 0; i < by_status.size(); ++i) by_status[i] += other.by_status[i];
  for (const auto& [reason, times] : other.reasons) count_reason(reasons, reason, times);
  count_unheard(unheard, other.unheard.times, other.unheard.url, other.unheard.ending);
}

LoadTally::LoadTally(const std::vector<LoadPiece>& pieces, std::vector<Offset> ends)
    : pieces_(pieces), ends_(std::move(ends)) {
  near_.resize(ends_.size() * pieces_.size() * kKinds.size());
  rows_by_kind_.resize(pieces_.size() * kKinds.size());
}

void LoadTally::told(std::uint32_t piece, const Outcome& outcome) {
  const Line& line = pieces_[piece].script->lines[outcome.send.line];
  const bool failed = has_failed(line, pieces_[piece].scenario->expect, outcome);
  const Kind kind = line.kind.value_or(Kind::Status);
  LoadFigures& group = figures({phase_at(outcome.due), piece, kind});
  const bool sent = count(group.rows, failed, outcome);
  count(interval_.rows, failed, outcome);
  count(rows_by_kind_[piece * kKinds.size() + static_cast<std::size_t>(kind)], failed, outcome);
  if (sent) {
    last_sent_ = std::max(last_sent_, outcome.sent);
    group.latencies.record(outcome);
    interval_.latencies.record(outcome);
  }
  if (const auto* answered = std::get_if<Answered>(&outcome.ending)) {
    ++totals_.by_status[static_cast<std::size_t>(std::clamp(answered->status, 0, 999))];
  } else if (sent) {
    count_reason(totals_.reasons, reason(outcome.ending), 1);
    if (reached_nobody(outcome.ending)) {
      count_unheard(totals_.unheard, 1, outcome.url, outcome.ending);
    }
  }
}

std::vector<LoadRows> LoadTally::take_rows_by_kind() {
  return std::exchange(rows_by_kind_, std::vector<LoadRows>(rows_by_kind_.size()));
}

LoadFigures& LoadTally::figures(const LoadGroup& group) {
  LoadFigures*& near = near_[(group.phase * pieces_.size() + group.piece) * kKinds.size() +
                             static_cast<std::size_t>(group.kind)];
  if (near == nullptr) {
    near = (totals_.groups[group] = std::make_unique<LoadFigures>()).get();
  }
  return *near;
}

std::uint32_t LoadTally::phase_at(Offset due) const {
  std::uint32_t phase = 0;
  while (phase + 1 < ends_.size() && ends_[phase] <= due) ++phase;
  return phase;
}

bool LoadTally::count(LoadRows& rows, bool failed, const Outcome& outcome) {
  const auto* lost = std::get_if<Unreachable>(&outcome.ending);
  if (lost != nullptr && lost->why == Unreachable::Why::Overflow) {
    ++rows.dropped;
    return false;
  }
  rows.failed += failed ? 1 : 0;
  if (lost != nullptr) {
    ++rows.unreachable;
  } else if (const auto* answered = std::get_if<Answered>(&outcome.ending)) {
    ++(is_success(answered->status) ? rows.ok : rows.other_status);
  } else if (std::holds_alternative<TimedOut>(outcome.ending)) {
    ++rows.timed_out;
  } else {
    ++rows.abandoned;
  }
  return true;
}

}  // namespace ensaio
