#include "bench/load/load_rates.hpp"

#include <algorithm>
#include <chrono>

namespace ensaio {
namespace {

double a_second(double count, Offset time) {
  const double seconds = std::chrono::duration<double>(time).count();
  return seconds > 0 ? count / seconds : 0;
}

}  // namespace

LoadRates rates_of(const LoadRecord& record) {
  const LoadResult& result = record.result;
  const auto begun = static_cast<double>(result.conversations.started);
  const auto sent = static_cast<double>(result.totals.sum().rows.sent());
  LoadRates rates;
  if (record.closed_loop) {
    rates.conversations = a_second(begun, result.took);
    rates.callbacks = a_second(sent, result.took);
    return rates;
  }
  const auto due = static_cast<double>(result.due);
  const Offset planned = result.scheduled + record.plan.longest;
  const Offset overrun = std::max(Offset::zero(), result.last_sent - planned);
  rates.conversations_asked = a_second(due, result.scheduled);
  rates.callbacks_asked = a_second(due * record.plan.sends, result.scheduled);
  rates.conversations = a_second(begun, result.scheduled);
  rates.callbacks = a_second(sent, result.scheduled + overrun);
  return rates;
}

}  // namespace ensaio
