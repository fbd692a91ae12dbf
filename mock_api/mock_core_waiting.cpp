#include <algorithm>
#include <utility>

#include "mock_api/mock_core.hpp"
#include "simulator/timeline/span.hpp"

// How callers of the mock API wait, and let manual clocks go on.

namespace ensaio {
namespace {

using What = Awaited::What;

// A wait for no time at all must not spin.
constexpr Offset kLook = std::chrono::milliseconds(1);

bool is_meant(const std::string& instance, const std::string& id) {
  return instance.empty() || id == instance;
}

}  // namespace

StillOpen MockCore::wait(const Awaited& awaited, Offset within, const std::string& instance) {
  std::unique_lock lock(mutex_);
  const Offset until = player_.now() + within;
  for (;;) {
    StillOpen open = look(awaited, instance);
    const Offset now = player_.now();
    if (open.reached || now >= until || waits_end_) return open;
    Offset next = until;
    if (awaited.what == What::Quiet) next = std::min(next, now + std::max(awaited.quiet, kLook));
    changed_.wait_for(lock, next - now);
  }
}

StillOpen MockCore::look(const Awaited& awaited, const std::string& instance) const {
  StillOpen open = still_open(instance);
  if (!awaited.kind.empty()) open.told = told_of(awaited.kind, instance);
  if (awaited.what == What::Count) open.reached = open.told >= awaited.count;
  if (awaited.what == What::Finished) open.reached = open.runs == 0;
  if (awaited.what == What::Quiet && open.conversations == 0) {
    Offset last{};
    for (const auto& [id, local] : locals_) {
      if (is_meant(instance, id)) last = std::max(last, local.last);
    }
    open.reached = player_.now() - last >= awaited.quiet;
  }
  return open;
}

std::uint64_t MockCore::told_of(const std::string& kind, const std::string& instance) const {
  std::uint64_t all = 0;
  for (const auto& [id, local] : locals_) {
    if (!is_meant(instance, id)) continue;
    const auto told = local.told.find(kind);
    if (told != local.told.end()) all += told->second;
  }
  return all;
}

StillOpen MockCore::still_open(const std::string& instance) const {
  StillOpen open{.runs = runs_.under_way(instance)};
  for (const auto& [id, local] : locals_) {
    if (!is_meant(instance, id)) continue;
    open.conversations += local.under_way.size();
    if (!has_manual_clock()) continue;  // There may be very many, and this is asked at each event.
    for (const auto& [key, one] : local.under_way) {
      if (!one.next) continue;
      ++open.halted;
      const Offset in = *one.next - local.clock;
      open.next_in = std::min(open.next_in.value_or(in), in);
    }
  }
  return open;
}

bool MockCore::wait_for_run(std::uint64_t id, Offset within) {
  std::unique_lock lock(mutex_);
  const auto is_over = [&] { return !runs_.knows(id) || runs_.is_over(id); };
  changed_.wait_for(lock, within, [&] { return is_over() || waits_end_; });
  return is_over();
}

void MockCore::end_waits() {
  const std::lock_guard lock(mutex_);
  waits_end_ = true;
  changed_.notify_all();
}

StillOpen MockCore::advance(const std::string& instance, Offset by, Offset within) {
  std::unique_lock lock(mutex_);
  const Offset until = player_.now() + within;
  if (!instance.empty()) locals_[instance];
  std::vector<std::string> ids;
  for (const auto& [id, local] : locals_) {
    if (is_meant(instance, id)) ids.push_back(id);
  }
  bool reached = true;
  for (const std::string& id : ids) reached = advance(locals_[id], by, until, lock) && reached;
  StillOpen open = still_open(instance);
  open.reached = reached;
  return open;
}

/// Step by step, so that all of an instance is told in the order of its times, and what follows
/// from one thing begins when that was. Whether it came to the end of it.
bool MockCore::advance(Local& local, Offset by, Offset until, std::unique_lock<std::mutex>& lock) {
  const auto wait_until = [&](const auto& there) {
    return changed_.wait_for(lock, until - player_.now(), [&] { return there() || waits_end_; }) &&
           !waits_end_;
  };
  const auto has_halted = [&local] {
    return std::ranges::all_of(local.under_way, [](const auto& entry) {
      return !entry.second.manual || entry.second.next.has_value();
    });
  };
  if (!wait_until([&local] { return !local.advancing; })) return false;
  local.advancing = true;
  const Offset end = later(local.clock, by);
  bool reached = false;
  while (wait_until(has_halted)) {
    Offset next = Offset::max();
    for (const auto& [key, one] : local.under_way) next = std::min(next, one.next.value_or(next));
    reached = next > end;
    local.clock = std::max(local.clock, std::min(next, end));
    if (reached) break;
    for (auto& [key, one] : local.under_way) {
      if (one.next == next) player_.advance(key, *std::exchange(one.next, {}) - one.begun);
    }
  }
  local.advancing = false;
  changed_.notify_all();
  return reached;
}

std::map<std::string, Offset> MockCore::clocks(const std::string& instance) const {
  const std::lock_guard lock(mutex_);
  std::map<std::string, Offset> all;
  for (const auto& [id, local] : locals_) {
    if (!id.empty() && is_meant(instance, id)) all.emplace(id, local.clock);
  }
  return all;
}

}  // namespace ensaio
