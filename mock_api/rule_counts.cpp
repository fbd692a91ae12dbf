#include "mock_api/rule_counts.hpp"

#include <utility>

namespace ensaio {

RuleCounts::Count& RuleCounts::count(std::size_t index) {
  if (index >= counts_.size()) counts_.resize(index + 1);
  return counts_[index];
}

/// A window begins with the first call after the last one's end.
bool RuleCounts::is_beyond(const CallLimit& limit, Count& count, Offset now) {
  if (count.in_window == 0 || now - count.window_begin >= limit.window) {
    count.window_begin = now;
    count.in_window = 0;
  }
  return ++count.in_window > limit.calls;
}

bool RuleCounts::spoils(std::size_t index, const AnswerRule& answer, Offset now) {
  Count& counted = count(index);
  if (!counted.since) counted.since = now;
  if (answer.lasts && now - *counted.since >= *answer.lasts) return false;
  if (answer.times && counted.spoilt >= *answer.times) return false;
  if (answer.limit && !is_beyond(*answer.limit, counted, now)) return false;
  ++counted.spoilt;
  return true;
}

bool RuleCounts::is_first_registration(std::size_t index) {
  return !std::exchange(count(index).registered, true);
}

bool RuleCounts::refuses_now(const std::string& phone) {
  constexpr std::size_t kMost = 10'000;  // Whoever sends to more begins anew.
  if (refused_.size() >= kMost) refused_.clear();
  return refused_.insert(phone).second;
}

}  // namespace ensaio
