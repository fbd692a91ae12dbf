#include "mock_api/call_journal.hpp"

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
  ordered_json told{{"direction", "out"},
                    {"at", utc_text(callback.at)},
                    {"instance", callback.instance},
                    {"run", callback.run}};
  if (callback.cause != 0) told["cause"] = callback.cause;
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

std::deque<CallJournal::Entry>::const_iterator CallJournal::from(std::uint64_t number) const {
  return std::ranges::lower_bound(entries_, number, {}, &Entry::number);
}

CallJournal::Entry* CallJournal::find(std::uint64_t number) {
  const auto found = std::ranges::lower_bound(entries_, number, {}, &Entry::number);
  return found != entries_.end() && found->number == number ? &*found : nullptr;
}

CallJournal::Page CallJournal::page(const Wanted& wanted) const {
  Page page{.next = last_ + 1, .evicted = evicted_};
  for (auto entry = from(wanted.since); entry != entries_.end(); ++entry) {
    const auto want = [&](const auto& what) { return is_wanted(what, wanted); };
    if (!std::visit(want, entry->what)) continue;
    if (page.entries.size() == wanted.limit) {
      page.next = entry->number;
      break;
    }
    page.entries.push_back(*entry);
  }
  return page;
}

CallJournal::Page CallJournal::calls(const Wanted& wanted) const {
  Page page{.next = last_ + 1, .evicted = evicted_};
  for (auto entry = from(wanted.since); entry != entries_.end(); ++entry) {
    const auto* call = std::get_if<HeardCall>(&entry->what);
    if (call == nullptr || call->route.empty() || !is_wanted(*call, wanted)) continue;
    page.entries.push_back(*entry);
  }
  return page;
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

void CallJournal::forget(const std::string& instance) {
  std::erase_if(entries_, [&](const Entry& entry) {
    return std::visit([&](const auto& what) { return fits(instance, what.instance); }, entry.what);
  });
  if (instance.empty()) evicted_ = 0;
}

std::string journal_json(const CallJournal::Page& page) {
  std::string told = "{\"entries\":[";
  for (const CallJournal::Entry& entry : page.entries) {
    ordered_json one{{"seq", entry.number}};
    one.update(std::visit([](const auto& what) { return json_of(what); }, entry.what));
    const auto* callback = std::get_if<SentCallback>(&entry.what);
    if (callback == nullptr) one["caused"] = entry.caused;
    if (&entry != &page.entries.front()) told += ',';
    told += text(one);
    if (callback == nullptr) continue;
    told.pop_back();  // An attempt is JSON already.
    told.append(",\"attempt\":").append(attempt_json(callback->attempt)).append("}");
  }
  return told.append("],\"next\":")
      .append(std::to_string(page.next))
      .append(",\"evicted\":")
      .append(std::to_string(page.evicted))
      .append("}");
}

std::string calls_json(const CallJournal::Page& page) {
  ordered_json calls = ordered_json::array();
  for (const CallJournal::Entry& entry : page.entries) {
    ordered_json told{{"seq", entry.number}};
    told.update(json_of(std::get<HeardCall>(entry.what)));
    calls.push_back(std::move(told));
  }
  const std::size_t count = calls.size();
  return text({{"count", count}, {"calls", std::move(calls)}, {"evicted", page.evicted}});
}

}  // namespace ensaio
