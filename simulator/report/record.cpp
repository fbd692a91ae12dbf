#include "simulator/report/record.hpp"

namespace ensaio {

Account& Account::operator+=(const Account& other) {
  planned += other.planned;
  sent += other.sent;
  answered += other.answered;
  timed_out += other.timed_out;
  unreachable += other.unreachable;
  abandoned += other.abandoned;
  not_sent += other.not_sent;
  retries += other.retries;
  resent += other.resent;
  not_judged += other.not_judged;
  return *this;
}

bool accounts_hold(const RunRecord& run) {
  Account total;
  for (const ScenarioRecord& scenario : run.scenarios) {
    if (!scenario.account.adds_up()) return false;
    total += scenario.account;
  }
  return total == run.account;
}

}  // namespace ensaio
