#include "simulator/report/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "simulator/document/values.hpp"
#include "simulator/report/endings.hpp"
#include "simulator/report/json_value.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

constexpr StatusRange kSuccess{200, 299};

std::string any_of(const std::vector<StatusRange>& ranges, const char* between) {
  std::string text;
  for (const StatusRange range : ranges) {
    text += (text.empty() ? "" : between) + status_text(range);
  }
  return text;
}

bool holds(const std::vector<StatusRange>& ranges, int status) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [status](StatusRange range) { return range.holds(status); });
}

/// Writes down one check per word of an expectation.
class Judging {
 public:
  Judging(const StepName& step, const std::vector<Outcome>& attempts)
      : step_(step), attempts_(attempts), last_(attempts.back()) {}

  void status(const std::vector<StatusRange>& ranges, const char* of_what = "") {
    const Answered* answer = answered(last_);
    add("status " + any_of(ranges, " or ") + of_what,
        answer != nullptr && holds(ranges, answer->status), words(last_.ending));
  }

  void no_answer(const char* of_what = "") {
    add(std::string("status none") + of_what, answered(last_) == nullptr,
        words(last_.ending) + ", and no answer was expected");
  }

  void within(Offset limit, const char* of_what = "") {
    const Offset took = last_.answered - last_.sent;
    const bool in_time = answered(last_) != nullptr && took <= limit;
    add("within " + duration_text(limit) + of_what, in_time,
        answered(last_) != nullptr ? "the answer took " + human_time(took) : words(last_.ending));
  }

  void body(const std::string& pointer, const std::string& wanted) {
    const Answered* answer = answered(last_);
    const std::string what = fmt::format("body {} = {}", pointer, wanted);
    if (answer == nullptr) return add(what, false, words(last_.ending));
    const auto found = json_at(answer->body, pointer);
    if (!found && answer->truncated) {
      return add(what, false,
                 "the answer is longer than 1 MiB, of which only the beginning is kept");
    }
    if (!found) return add(what, false, found.error().message);
    add(what, same_json(*found, wanted),
        fmt::format("the answer has {}", beginning(*found, kShownOfAValue)));
  }

  void to(const std::string& url) { add("to " + url, last_.url == url, "it went to " + last_.url); }

  void attempts(std::uint32_t count) {
    add(fmt::format("attempts {}", count), attempts_.size() == count,
        fmt::format("there were {}", attempts_.size()));
  }

  void answers(const std::vector<StatusRange>& ranges) {
    std::string came;
    bool same = ranges.size() == attempts_.size();
    for (std::size_t i = 0; i < attempts_.size(); ++i) {
      const Answered* answer = answered(attempts_[i]);
      came += i == 0 ? "" : ", ";
      came += answer != nullptr ? std::to_string(answer->status)
                                : std::string(kEndingNames.text(name_of(attempts_[i].ending)));
      same = same && answer != nullptr && ranges[i].holds(answer->status);
    }
    add("answers " + any_of(ranges, ", "), same, "there came " + came);
  }

  /// In scenario time, so that it means the same under every clock.
  void gaps(const std::vector<Gap>& gaps) {
    std::string wanted;
    std::string came;
    bool same = gaps.size() + 1 == attempts_.size();
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      wanted += fmt::format("{}{}..{}", i == 0 ? "" : ", ", duration_text(gaps[i].low),
                            duration_text(gaps[i].high));
    }
    for (std::size_t i = 0; i + 1 < attempts_.size(); ++i) {
      const Offset gap = attempts_[i + 1].send.at - attempts_[i].send.at;
      came += (i == 0 ? "" : ", ") + human_time(gap);
      same = same && gaps[i].low <= gap && gap <= gaps[i].high;
    }
    add("gaps " + wanted, same, came.empty() ? "there was one attempt" : "there were " + came);
  }

  /// What a call was to keep and could not: what follows from it would be told with gaps.
  void saves() {
    for (const NotSaved& missing : last_.not_saved) add("save " + missing.name, false, missing.why);
  }

  std::vector<Check> checks() && { return std::move(checks_); }

 private:
  static constexpr std::size_t kShownOfAValue = 200;

  static const Answered* answered(const Outcome& outcome) {
    return std::get_if<Answered>(&outcome.ending);
  }

  void add(std::string what, bool passed, std::string otherwise) {
    Check check{.what = std::move(what), .step = step_.position};
    if (std::holds_alternative<Abandoned>(last_.ending)) {
      check.verdict = Verdict::Interrupted;
      check.message = words(last_.ending);
    } else if (!passed) {
      check.verdict = Verdict::Fail;
      check.message = std::move(otherwise);
    }
    checks_.push_back(std::move(check));
  }

  const StepName& step_;
  const std::vector<Outcome>& attempts_;
  const Outcome& last_;
  std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> judged(const Expectation& expect, const StepName& step,
                          const RunExpectation& run, const std::vector<Outcome>& attempts) {
  assert(!attempts.empty());
  Judging judging(step, attempts);
  if (expect.no_answer) judging.no_answer();
  if (!expect.status.empty()) judging.status(expect.status);
  if (!expect.answers.empty()) judging.answers(expect.answers);
  if (!expect.judges_status()) judging.status({kSuccess});
  if (expect.within) judging.within(*expect.within);
  for (const auto& [pointer, wanted] : expect.body) judging.body(pointer, wanted);
  if (!expect.to.empty()) judging.to(expect.to);
  if (expect.attempts) judging.attempts(*expect.attempts);
  if (!expect.gaps.empty()) judging.gaps(expect.gaps);
  judging.saves();
  if (run.no_answer) judging.no_answer(" (of every send)");
  if (!run.status.empty()) judging.status(run.status, " (of every send)");
  if (run.within) judging.within(*run.within, " (of every send)");
  return std::move(judging).checks();
}

Verdict verdict_of(const std::vector<Check>& checks) {
  // From the mildest to the gravest.
  constexpr auto weight = [](Verdict verdict) {
    switch (verdict) {
      case Verdict::Pass:
        return 0;
      case Verdict::Inconclusive:
        return 1;
      case Verdict::Interrupted:
        return 2;
      case Verdict::Fail:
        return 3;
    }
    return 3;
  };
  Verdict gravest = Verdict::Pass;
  for (const Check& check : checks) {
    if (weight(check.verdict) > weight(gravest)) gravest = check.verdict;
  }
  return gravest;
}

}  // namespace ensaio
