#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "simulator/report/failure_text.hpp"
#include "simulator/report/paint.hpp"
#include "simulator/report/reports.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

struct Look {
  std::string_view word;
  Paint paint;
};

Look look_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return {"PASS", Paint::Good};
    case Verdict::Fail:
      return {"FAIL", Paint::Bad};
    case Verdict::Inconclusive:
      return {"INCONCLUSIVE", Paint::Doubtful};
    case Verdict::Interrupted:
      return {"INTERRUPTED", Paint::Doubtful};
  }
  return {"FAIL", Paint::Bad};
}

/// "3f9c…a1": enough to see whether two are the same.
std::string short_hash(std::string_view hash) {
  constexpr std::size_t kLeast = 8;
  if (hash.size() < kLeast) return std::string(hash);
  return fmt::format("{}…{}", hash.substr(0, 4), hash.substr(hash.size() - 2));
}

std::string count(std::uint64_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

/// "8 answered + 1 timed out": without those that are none, unless all are.
std::string sum(std::initializer_list<std::pair<std::uint64_t, std::string_view>> parts) {
  std::string text;
  for (const auto& [number, word] : parts) {
    if (number == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : " + ", number, word);
  }
  return text.empty() ? "0" : text;
}

bool is_told_at_length(Verdict verdict) {
  return verdict == Verdict::Fail || verdict == Verdict::Inconclusive;
}

/// The first failure's name, or how much was sent.
std::string gist(const ScenarioRecord& scenario) {
  for (const Check& check : scenario.checks) {
    if (is_told_at_length(check.verdict) && check.verdict == scenario.verdict) {
      return visible(check.what);
    }
  }
  const Account& account = scenario.account;
  if (account.planned == 0) return "no callbacks";
  return account.sent == account.planned
             ? count(account.sent, "callback")
             : fmt::format("{} of {}", account.sent, count(account.planned, "callback"));
}

/// What the reports had no room for.
void print_left_out(const RunRecord& run, std::ostream& out) {
  LeftOut all;
  for (const ScenarioRecord& scenario : run.scenarios) {
    all.checks += scenario.left_out.checks;
    all.attempts_before += scenario.left_out.attempts_before;
    all.attempts_after += scenario.left_out.attempts_after;
  }
  if (!all.any()) return;
  out << fmt::format("the reports leave out {} and {}; --report journal=FILE has every attempt\n",
                     count(all.attempts_before + all.attempts_after, "attempt"),
                     count(all.checks, "check"));
}

void print_account(const Account& account, std::ostream& out) {
  if (account.planned == 0) {  // Scenarios that only wait for calls, or make them.
    out << "no callback was planned, and none was sent\n";
    return;
  }
  out << fmt::format("{} planned = {}\n", count(account.planned, "callback"),
                     sum({{account.sent, "sent"}, {account.not_sent, "not sent"}}));
  if (account.sent == 0) return;
  out << fmt::format("{} sent = {}\n", account.sent,
                     sum({{account.answered, "answered"},
                          {account.timed_out, "timed out"},
                          {account.unreachable, "unreachable"},
                          {account.abandoned, "abandoned at the end"}}));
  if (account.retries > 0) out << count(account.retries, "further attempt") << '\n';
  if (account.resent > 0) {
    out << count(account.resent, "callback")
        << " sent again on a new connection, unheard on one that the receiver had closed\n";
  }
  if (account.not_judged > 0) out << count(account.not_judged, "callback") << " not judged\n";
}

std::string tally(const RunRecord& run) {
  const auto number = [&run](Verdict verdict) {
    return static_cast<std::uint64_t>(
        std::count_if(run.scenarios.begin(), run.scenarios.end(),
                      [verdict](const auto& scenario) { return scenario.verdict == verdict; }));
  };
  std::string text;
  const auto add = [&text](std::uint64_t many, std::string_view word) {
    if (many > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", many, word);
  };
  add(number(Verdict::Pass), "passed");
  add(number(Verdict::Fail), "failed");
  add(number(Verdict::Inconclusive), "inconclusive");
  add(number(Verdict::Interrupted), "interrupted");
  return text.empty() ? "none played" : text;
}

}  // namespace

void print_scenario(const ScenarioRecord& scenario, const ConsoleStyle& style, std::ostream& out) {
  const Look look = look_of(scenario.verdict);
  out << painted(look.word, look.paint, style)
      << fmt::format("  {}   {}   seed {}   plan {}   {}\n", visible(scenario.name), gist(scenario),
                     scenario.seed, short_hash(scenario.plan_hash), human_time(scenario.took));
  if (is_told_at_length(scenario.verdict)) {
    print_failure(scenario, style, out);
    print_again(scenario, style, out);
    out << '\n';
  }
  out.flush();  // Whoever watches a long run through a pipe wants to see it now.
}

void print_summary(const RunRecord& run, const ConsoleStyle& style, std::ostream& out) {
  const Look look = look_of(run.verdict);
  out << fmt::format("\n{}: {}   ({}, seed {})\n", count(run.scenarios.size(), "scenario"),
                     painted(tally(run), look.paint, style), human_time(run.took), run.seed);
  print_account(run.account, out);
  if (run.passed_over > 0) {
    out << count(run.passed_over, "document") << " of other kinds passed over\n";
  }
  if (!run.project_file.empty()) out << "with settings from " << visible(run.project_file) << '\n';
  for (const std::string& aside : run.asides) out << visible(aside) << '\n';
  print_left_out(run, out);
  out.flush();
}

}  // namespace ensaio
