#include "mock_api/call_journal.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "mock_api/utc_text.hpp"
#include "simulator/base/wildcard.hpp"
#include "simulator/report/attempt_json.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;
using Wanted = CallJournal::Wanted;

ordered_json json_of(const HeardCall& call) {
  ordered_json told{{"direction", "in"},     {"at", utc_text(call.at)}, {"instance", call.instance},
                    {"method", call.method}, {"path", call.path},       {"route", call.route},
                    {"phone", call.phone},   {"status", call.status},   {"body", call.body}};
  if (!call.message_id.empty()) told["messageId"] = call.message_id;
  if (!call.zaap_id.empty()) told["zaapId"] = call.zaap_id;
  if (!call.near_miss.empty()) told["near_miss"] = call.near_miss;
  if (!call.warning.empty()) told["warning"] = call.warning;
  return told;
}

ordered_json json_of(const SentCallback& callback) {
  ordered_json told{{"direction", "out"}, {"instance", callback.instance}, {"run", callback.run}};
  if (callback.cause != 0) told["cause"] = callback.cause;
  told["attempt"] = ordered_json::parse(attempt_json(callback.attempt));
  return told;
}

std::string text(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

bool fits(const std::string& pattern, const std::string& word) {
  return pattern.empty() || matches_wildcard(pattern, word);
}

bool is_wanted(const HeardCall& call, const Wanted& wanted) {
  return wanted.direction != Wanted::Direction::Out && (!wanted.unmatched || call.route.empty()) &&
         fits(wanted.instance, call.instance) && fits(wanted.route, call.route) &&
         fits(wanted.phone, call.phone);
}

bool is_wanted(const SentCallback& callback, const Wanted& wanted) {
  return wanted.direction != Wanted::Direction::In && !wanted.unmatched && wanted.route.empty() &&
         wanted.phone.empty() && fits(wanted.instance, callback.instance);
}

}  // namespace

std::uint64_t CallJournal::add(HeardCall call) {
  if (call.body.size() > kMostBody) call.body.resize(kMostBody);
  return put(std::move(call));
}

std::uint64_t CallJournal::add(SentCallback callback) {
  const std::uint64_t cause = callback.cause;
  const std::uint64_t number = put(std::move(callback));
  if (Entry* const by = find(cause)) by->caused.push_back(number);
  return number;
}

void CallJournal::set_status(std::uint64_t number, int status) {
  Entry* const entry = find(number);
  if (entry == nullptr) return;
  if (auto* call = std::get_if<HeardCall>(&entry->what)) call->status = status;
}

std::uint64_t CallJournal::put(std::variant<HeardCall, SentCallback> what) {
  entries_.push_back({++last_, std::move(what), {}});
  if (entries_.size() > most_entries_) {
    entries_.pop_front();
    ++evicted_;
  }
  return last_;
}

CallJournal::Entry* CallJournal::find(std::uint64_t number) {
  const auto found = std::ranges::lower_bound(entries_, number, {}, &Entry::number);
  return found != entries_.end() && found->number == number ? &*found : nullptr;
}

std::string CallJournal::json(const Wanted& wanted) const {
  ordered_json entries = ordered_json::array();
  for (const Entry& entry : entries_) {
    const auto want = [&](const auto& what) { return is_wanted(what, wanted); };
    if (entry.number < wanted.since || !std::visit(want, entry.what)) continue;
    ordered_json told{{"seq", entry.number}};
    told.update(std::visit([](const auto& what) { return json_of(what); }, entry.what));
    if (std::holds_alternative<HeardCall>(entry.what)) told["caused"] = entry.caused;
    entries.push_back(std::move(told));
  }
  return text({{"entries", std::move(entries)}, {"next", last_ + 1}, {"evicted", evicted_}});
}

std::string CallJournal::calls_json(const Wanted& wanted) const {
  ordered_json calls = ordered_json::array();
  for (const Entry& entry : entries_) {
    const auto* call = std::get_if<HeardCall>(&entry.what);
    if (call == nullptr || call->route.empty() || entry.number < wanted.since ||
        !is_wanted(*call, wanted)) {
      continue;
    }
    ordered_json told{{"seq", entry.number}};
    told.update(json_of(*call));
    calls.push_back(std::move(told));
  }
  const std::size_t count = calls.size();
  return text({{"count", count}, {"calls", std::move(calls)}});
}

std::optional<SentMessage> CallJournal::sent(const std::string& instance,
                                             const std::string& id) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    const auto* call = std::get_if<HeardCall>(&entry->what);
    if (call == nullptr || call->message_id.empty() || call->instance != instance) continue;
    if (call->message_id != id && call->zaap_id != id) continue;
    return SentMessage{.instance = instance,
                       .route = call->route,
                       .phone = call->phone,
                       .message_id = call->message_id,
                       .zaap_id = call->zaap_id};
  }
  return std::nullopt;
}

std::uint64_t CallJournal::told(const std::string& kind, const std::string& instance) const {
  return static_cast<std::uint64_t>(std::ranges::count_if(entries_, [&](const Entry& entry) {
    const auto* callback = std::get_if<SentCallback>(&entry.what);
    return callback != nullptr && callback->attempt.kind == kind &&
           fits(instance, callback->instance);
  }));
}

void CallJournal::forget(const std::string& instance) {
  std::erase_if(entries_, [&](const Entry& entry) {
    return std::visit([&](const auto& what) { return fits(instance, what.instance); }, entry.what);
  });
}

}  // namespace ensaio
