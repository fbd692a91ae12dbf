#include "simulator/report/recorder.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

#include "simulator/base/overloaded.hpp"
#include "simulator/report/awaited_calls.hpp"
#include "simulator/report/endings.hpp"
#include "simulator/report/filled.hpp"
#include "simulator/report/judge.hpp"
#include "simulator/report/shorten.hpp"
#include "simulator/report/timed_groups.hpp"
#include "simulator/report/written_at.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kAnswerKept = std::size_t{16} * 1024;
constexpr std::size_t kAnswerShown = 300;

std::int64_t microseconds(Offset time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

bool same_send(const Send& a, const Send& b) {
  return a.strand == b.strand && a.line == b.line && a.copy == b.copy && a.stream == b.stream;
}

}  // namespace

Attempt attempt_of(const Outcome& outcome, const Script& script) {
  const Line& line = script.lines[outcome.send.line];
  const StepName& step = script.steps[line.step];
  Attempt attempt{.at_us = microseconds(outcome.send.at),
                  .step = step.position,
                  .label = step.label,
                  .kind = line.kind ? std::string(kKinds.text(*line.kind)) : "call",
                  .callback = line.callback,
                  .url = outcome.url,
                  .attempt = outcome.attempt,
                  .due_us = microseconds(outcome.due),
                  .sent_us = microseconds(outcome.sent),
                  .answered_us = microseconds(outcome.answered),
                  .ending = name_of(outcome.ending),
                  .reason = reason(outcome.ending),
                  .request = outcome.request};
  if (const auto* answer = std::get_if<Answered>(&outcome.ending)) {
    attempt.status = answer->status;
    attempt.answer = answer->body.substr(0, kAnswerKept);
    attempt.answer_head = answer->head;
  }
  return attempt;
}

namespace {

void count(EndingName ending, Account& account) {
  ++account.sent;
  switch (ending) {
    case EndingName::Answered:
      ++account.answered;
      break;
    case EndingName::TimedOut:
      ++account.timed_out;
      break;
    case EndingName::Unreachable:
      ++account.unreachable;
      break;
    case EndingName::Abandoned:
      ++account.abandoned;
      break;
  }
}

/// What the run as a whole amounts to. An interruption outweighs a failure here, as in the exit
/// codes: what was not played may have failed as well.
Verdict worse(Verdict a, Verdict b) {
  for (const Verdict verdict : {Verdict::Interrupted, Verdict::Fail, Verdict::Inconclusive}) {
    if (a == verdict || b == verdict) return verdict;
  }
  return Verdict::Pass;
}

}  // namespace

void Recorder::add(const Outcome& outcome) {
  const auto same = [&outcome](const Sent& sent) {
    return same_send(sent.attempts.back().send, outcome.send);
  };
  auto sent = sends_.end();
  if (outcome.attempt > 1) {
    const auto found = std::find_if(sends_.rbegin(), sends_.rend(), same);
    if (found != sends_.rend()) sent = std::prev(found.base());
  }
  if (sent == sends_.end()) sent = sends_.insert(sends_.end(), Sent{});
  sent->attempts.push_back(outcome);

  const Line& line = showing_.script.lines[outcome.send.line];
  sent->expect = expected(line, outcome.send);
  auto* answer = std::get_if<Answered>(&sent->attempts.back().ending);
  has_drained_ = has_drained_ || (answer != nullptr && answer->truncated);
  // What is beyond the bound shows its answer on the console at most.
  const std::size_t most = sends_.size() > kMostKept ? kAnswerShown : kAnswerKept;
  if (answer == nullptr || answer->body.size() <= most) return;
  has_cut_ = has_cut_ || answer->body.size() > kAnswerKept;
  if (sent->expect == nullptr || sent->expect->body.empty()) answer->body.resize(most);
}

void Recorder::add(const CallNews& news) {
  const Script& script = showing_.script;
  std::visit(
      Overloaded{[&](const AwaitEnding& ending) {
                   awaits_.push_back({.ended = ending.ended,
                                      .call = awaited_call_of(ending, script),
                                      .checks = judged(ending, script)});
                   ended_early_ = ended_early_ || ends_the_story(ending);
                 },
                 [&](const TallyEnding& ending) { tallies_.push_back(judged(ending, script)); }},
      news);
}

/// Those that ended by `until` and have not been told: so checks are in the order of time.
void Recorder::tell_awaits(Offset until, std::size_t& told, ScenarioRecord& record) const {
  for (; told < awaits_.size() && awaits_[told].ended <= until; ++told) {
    const Awaited& awaited = awaits_[told];
    record.awaits.push_back(awaited.call);
    record.checks.insert(record.checks.end(), awaited.checks.begin(), awaited.checks.end());
  }
}

ScenarioRecord Recorder::record(const Plan& plan, Stop stop, const SourceText& source) const {
  ScenarioRecord record{.name = showing_.scenario.name,
                        .file = showing_.scenario.file,
                        .about = showing_.scenario.about,
                        .plan_hash = plan.hash,
                        .dialect = std::string(kDialects.text(showing_.scenario.dialect)),
                        .clock = clock_text(showing_.scenario.clock)};
  std::vector<const Sent*> in_order;
  for (const Sent& sent : sends_) in_order.push_back(&sent);
  std::stable_sort(in_order.begin(), in_order.end(), [](const Sent* a, const Sent* b) {
    return a->attempts.front().sent < b->attempts.front().sent;
  });
  std::vector<const std::vector<Outcome>*> attempts;
  std::size_t awaits_told = 0;
  for (const Sent* sent : in_order) {
    tell_awaits(sent->attempts.front().sent, awaits_told, record);
    tell_attempts(sent->attempts, record);
    judge(*sent, record);
    attempts.push_back(&sent->attempts);
  }
  tell_awaits(Offset::max(), awaits_told, record);
  record.account.planned = plan.sends;
  // Only an interruption, or a call that did not come, may leave something unsent; else the sums
  // must hold without this.
  const bool cut_short = stop == Stop::Interrupted || ended_early_;
  if (cut_short && record.account.sent < plan.sends) {
    record.account.not_sent = plan.sends - record.account.sent;
  }
  for (Check& check : judged_groups(showing_.script, attempts, record.account.not_sent == 0)) {
    record.checks.push_back(std::move(check));
  }
  record.checks.insert(record.checks.end(), tallies_.begin(), tallies_.end());
  record.verdict = verdict_of(record.checks);
  if (record.verdict != Verdict::Fail && record.account.not_sent > 0) {
    record.verdict = Verdict::Interrupted;
  }
  find_failed_steps(source, record);
  return record;
}

std::shared_ptr<const Expectation> Recorder::expected(const Line& line, const Send& send) const {
  if (line.expect == nullptr || (line.expect->to.empty() && line.expect->body.empty())) {
    return line.expect;
  }
  auto expect = std::make_shared<Expectation>(*line.expect);
  expect->to.clear();
  Rendering(showing_.script, showing_.cast, showing_.surroundings)
      .append(expect->to, line.to, send);
  for (auto& [pointer, value] : expect->body) value = filled_json(value, showing_, send);
  return expect;
}

void Recorder::tell_attempts(const std::vector<Outcome>& send, ScenarioRecord& record) const {
  for (const Outcome& outcome : send) {
    record.attempts.push_back(attempt_of(outcome, showing_.script));
    if (outcome.resent) ++record.account.resent;
  }
  count(record.attempts.back().ending, record.account);
  record.account.retries += send.size() - 1;
}

void Recorder::judge(const Sent& sent, ScenarioRecord& record) const {
  const Line& line = showing_.script.lines[sent.attempts.back().send.line];
  std::vector<Check> checks =
      judged(sent.expect != nullptr ? *sent.expect : Expectation{},
             showing_.script.steps[line.step], showing_.scenario.expect, sent.attempts);
  if (checks.empty()) ++record.account.not_judged;
  for (Check& check : checks) {
    check.attempt = record.attempts.size() - 1;
    record.checks.push_back(std::move(check));
  }
}

void Recorder::find_failed_steps(const SourceText& source, ScenarioRecord& record) const {
  constexpr std::size_t kMost = 20;  // Nobody reads on; and each is looked up in the file.
  std::vector<std::string> failed;
  for (const Check& check : record.checks) {
    const bool known = std::find(failed.begin(), failed.end(), check.step) != failed.end();
    if (check.verdict == Verdict::Fail && !known) failed.push_back(check.step);
    if (failed.size() == kMost) break;
  }
  SourceLines lines(source);
  const auto tell = [&](const StepName& step) {
    if (std::find(failed.begin(), failed.end(), step.position) == failed.end()) return;
    record.steps.push_back(written_at(step, showing_.scenario, lines));
  };
  for (const StepName& step : showing_.script.steps) tell(step);
  for (const TimedGroup& group : showing_.script.timed) tell(group.name);
}

void add(RunRecord& run, ScenarioRecord scenario) {
  run.account += scenario.account;
  run.verdict = worse(run.verdict, scenario.verdict);
  shorten(scenario, kMostKept - std::min(run.kept, kMostKept));
  run.kept += std::max(scenario.attempts.size(), scenario.checks.size());
  run.scenarios.push_back(std::move(scenario));
}

}  // namespace ensaio
