#include "bench/load/load_journal.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>

#include <chrono>
#include <variant>

#include "simulator/report/recorder.hpp"

namespace ensaio {
namespace {

bool was_dropped(const Outcome& outcome) {
  const auto* lost = std::get_if<Unreachable>(&outcome.ending);
  return lost != nullptr && lost->why == Unreachable::Why::Overflow;
}

Account account_of(const LoadRows& rows, std::uint64_t unsent) {
  return {.planned = rows.sent() + unsent,
          .sent = rows.sent(),
          .answered = rows.ok + rows.other_status,
          .timed_out = rows.timed_out,
          .unreachable = rows.unreachable,
          .abandoned = rows.abandoned,
          .not_sent = unsent};
}

}  // namespace

void LoadJournal::begin(const LoadRecord& record) {
  journal_.begin({.seed = record.seed,
                  .version = record.version,
                  .target = record.target,
                  .started = Poco::DateTimeFormatter::format(
                      Poco::Timestamp(), Poco::DateTimeFormat::ISO8601_FRAC_FORMAT)});
}

void LoadJournal::add(const LoadCourse& course, const EndedCallback& told) {
  if (was_dropped(told.outcome)) return;
  const LoadPiece& piece = course.pieces[told.piece];
  Attempt attempt = attempt_of(told.outcome, *piece.script);
  const auto began = std::chrono::floor<std::chrono::microseconds>(told.began).count();
  attempt.due_us -= began;
  attempt.sent_us -= began;
  attempt.answered_us -= began;
  const std::lock_guard lock(mutex_);
  journal_.add(piece.scenario->name, told.conversation + 1, attempt);
}

void LoadJournal::end(const LoadRecord& record, int exit) {
  RunRecord run{.verdict = record.judgement.verdict, .exit = exit};
  run.scenarios.resize(record.profile.mix.size());
  run.account = account_of(record.result.totals.sum().rows, record.result.unsent);
  const std::lock_guard lock(mutex_);
  journal_.end(run);
}

}  // namespace ensaio
