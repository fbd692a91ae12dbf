#include "simulator/delivery/switchboard.hpp"

#include <algorithm>
#include <utility>

#include "simulator/base/overloaded.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

void Switchboard::attended(bool by_a_player) {
  if (source_ != nullptr) source_->attended(by_a_player);
}

void Switchboard::begin(std::uint32_t slot, const Staging& staging) {
  listeners_[slot] = Listener{.staging = &staging};
}

void Switchboard::over(std::uint32_t slot) {
  std::erase_if(open_, [slot](const Open& open) { return open.slot == slot; });
  while (!held_.empty()) {
    const auto held = std::find_if(held_.begin(), held_.end(),
                                   [slot](const Held& one) { return one.slot == slot; });
    if (held == held_.end()) break;
    let_go(slot, held->strand);
  }
  for (auto at = heard_.begin(); at != heard_.end();) {
    const auto heard = at++;
    auto& offered_to = heard->second.offered_to;
    if (std::erase(offered_to, slot) > 0 && offered_to.empty()) forget(heard);
  }
  listeners_.erase(slot);
  // Calls that were another's before may be anybody's now.
  for (Open& open : open_) open.looked = 0;
}

const Await& Switchboard::await_of(const Open& open) const {
  return listeners_.at(open.slot).staging->script->awaits[open.send.await];
}

void Switchboard::await(std::uint32_t slot, const Send& send, Offset now) {
  Open open{.slot = slot, .send = send};
  open.ending = {.await = send.await, .at = send.at, .since = now};
  open.deadline = now + await_of(open).within;
  open_.push_back(std::move(open));
  connect();
}

std::vector<EndedAwait> Switchboard::drop(std::uint32_t slot, Offset now) {
  std::vector<EndedAwait> dropped;
  for (Open& open : open_) {
    if (open.slot != slot) continue;
    open.ending.how = AwaitEnding::How::Abandoned;
    open.ending.ended = now;
    dropped.push_back({slot, open.send, std::move(open.ending)});
  }
  std::erase_if(open_, [slot](const Open& open) { return open.slot == slot; });
  return dropped;
}

std::vector<EndedAwait> Switchboard::drop_all(Offset now) {
  std::vector<EndedAwait> dropped;
  while (!open_.empty()) {
    for (EndedAwait& one : drop(open_.front().slot, now)) dropped.push_back(std::move(one));
  }
  return dropped;
}

void Switchboard::hear(Offset now) {
  if (source_ == nullptr) return;
  while (auto event = source_->next()) {
    std::visit(Overloaded{[&](IncomingCall& call) { take_in(std::move(call), now); },
                          [&](const CallAnswered& answered) {
                            const auto found = heard_.find(answered.number);
                            if (found != heard_.end()) found->second.answered = true;
                          }},
               *event);
  }
}

void Switchboard::take_in(IncomingCall call, Offset now) {
  ++came_;
  bytes_ += call.body.size();
  call.at = now;
  const std::uint64_t number = call.number;
  Heard& heard = heard_[number];
  heard.call = std::move(call);
  for (const Hears wanted : {Hears::Yes, Hears::Perhaps}) {
    if (!heard.offered_to.empty()) break;
    for (auto& [slot, listener] : listeners_) {
      if (hears(*listener.staging->cast, heard.call.instance) != wanted) continue;
      heard.offered_to.push_back(slot);
      listener.last_call = now;
    }
  }
  connect();
  if (!heard.taken) let_answer(heard);
  while (heard_.size() > kMost || bytes_ > kMostBytes) forget_the_oldest();
}

void Switchboard::forget_the_oldest() {
  let_answer(heard_.begin()->second);
  forget(heard_.begin());
  ++forgotten_;
}

void Switchboard::forget(std::map<std::uint64_t, Heard>::iterator heard) {
  bytes_ -= heard->second.call.body.size();
  heard_.erase(heard);
}

/// A telling that does not know its instance yet leaves the calls of an instance that another
/// telling knows to that.
bool Switchboard::is_offered(const Heard& heard, std::uint32_t slot) const {
  const Hears own = hears(*listeners_.at(slot).staging->cast, heard.call.instance);
  if (own == Hears::No) return false;
  if (!heard.offered_to.empty()) {
    return std::find(heard.offered_to.begin(), heard.offered_to.end(), slot) !=
           heard.offered_to.end();
  }
  return own == Hears::Yes ||
         std::none_of(listeners_.begin(), listeners_.end(), [&heard](const auto& entry) {
           return hears(*entry.second.staging->cast, heard.call.instance) == Hears::Yes;
         });
}

/// One call that is taken may change who is who, and so what fits.
void Switchboard::connect() {
  bool again = true;
  while (again) {
    again = false;
    for (Open& open : open_) again = find_call(open) || again;
  }
}

bool Switchboard::find_call(Open& open) {
  const Await& await = await_of(open);
  if (open.taken || await.quiet) return false;
  const Rendering rendering = listeners_.at(open.slot).staging->rendering();
  for (auto at = heard_.lower_bound(open.looked); at != heard_.end(); ++at) {
    open.looked = at->first + 1;
    if (!is_free(at->second, open.slot)) continue;
    if (!matches(await.call, at->second.call, rendering)) continue;
    take(open, at->second);
    return true;
  }
  return false;
}

void Switchboard::take(Open& open, Heard& heard) {
  const Await& await = await_of(open);
  heard.taken = true;
  heard.offered_to = {open.slot};
  open.taken = true;
  open.ending.trouble = bind(*listeners_.at(open.slot).staging->cast, await, heard.call);
  open.ending.call = heard.call;
  open.ending.answered_before = heard.let;
  for (Open& other : open_) {
    if (other.slot == open.slot) other.looked = 0;
  }
  if (await.overtaken && !heard.let && open.ending.trouble.empty()) {
    held_.push_back({open.slot, open.send.strand, heard.call.number});
  } else {
    let_answer(heard);
  }
}

void Switchboard::let_answer(Heard& heard) {
  if (std::exchange(heard.let, true)) return;
  source_->let_answer(heard.call.number);
}

bool Switchboard::holds(std::uint32_t slot, Strand strand) const {
  return std::any_of(held_.begin(), held_.end(),
                     [&](const Held& held) { return held.slot == slot && held.strand == strand; });
}

void Switchboard::let_go(std::uint32_t slot, Strand strand) {
  const auto held = std::find_if(held_.begin(), held_.end(), [&](const Held& one) {
    return one.slot == slot && one.strand == strand;
  });
  if (held == held_.end()) return;
  const auto heard = heard_.find(held->number);
  if (heard != heard_.end()) let_answer(heard->second);
  held_.erase(held);
}

std::optional<EndedAwait> Switchboard::next(Offset now) {
  const auto ended =
      std::find_if(open_.begin(), open_.end(), [&](Open& open) { return has_ended(open, now); });
  if (ended == open_.end()) return std::nullopt;
  ended->ending.ended = now;
  EndedAwait one{ended->slot, ended->send, std::move(ended->ending)};
  open_.erase(ended);
  return one;
}

bool Switchboard::has_ended(Open& open, Offset now) const {
  if (open.taken) {
    open.ending.how = AwaitEnding::How::Came;
    const auto heard = heard_.find(open.ending.call.number);
    return heard == heard_.end() || heard->second.answered || holds(open.slot, open.send.strand);
  }
  if (now < due(open)) return false;
  const bool quiet = await_of(open).quiet && quiet_until(open) <= open.deadline;
  open.ending.how = quiet ? AwaitEnding::How::Quiet : AwaitEnding::How::Missed;
  if (!quiet) name_others(open);
  return true;
}

Offset Switchboard::due(const Open& open) const {
  if (open.taken) return Offset::max();
  return await_of(open).quiet ? std::min(quiet_until(open), open.deadline) : open.deadline;
}

Offset Switchboard::quiet_until(const Open& open) const {
  const Offset last = std::max(listeners_.at(open.slot).last_call, open.ending.since);
  return last + await_of(open).quiet.value_or(Offset::zero());
}

void Switchboard::name_others(Open& open) const {
  constexpr std::size_t kNamed = 10;
  std::vector<IncomingCall>& others = open.ending.others;
  for (const auto& [number, heard] : heard_) {
    if (!is_free(heard, open.slot)) continue;
    if (others.size() == kNamed) {
      others.erase(others.begin());
      ++open.ending.more;
    }
    others.push_back(heard.call);
  }
}

void Switchboard::close(std::uint32_t slot, Offset now, Counting counting) {
  Listener& listener = listeners_.at(slot);
  listener.closed = now;
  listener.due = counting == Counting::AtOnce ? now : Offset::max();
}

std::optional<std::uint32_t> Switchboard::decided(Offset now) {
  for (auto& [slot, listener] : listeners_) {
    if (listener.closed && decide(slot, listener, now)) return slot;
  }
  return std::nullopt;
}

bool Switchboard::decide(std::uint32_t slot, Listener& listener, Offset now) const {
  const bool known = listener.known == came_ && listener.due != Offset::max();
  if (known || listener.due <= now) return listener.due <= now;
  listener.known = came_;
  listener.due = *listener.closed;
  for (const CallTally& tally : listener.staging->script->tallies) {
    const std::uint64_t count = this->count(slot, tally);
    const bool met = tally.until_met ? count >= tally.count : count > tally.count;
    if (!met) listener.due = std::max(listener.due, *listener.closed + tally.lasts);
  }
  return listener.due <= now;
}

std::uint64_t Switchboard::count(std::uint32_t slot, const CallTally& tally) const {
  const Rendering rendering = listeners_.at(slot).staging->rendering();
  return static_cast<std::uint64_t>(
      std::count_if(heard_.begin(), heard_.end(), [&](const auto& entry) {
        return is_offered(entry.second, slot) && matches(tally.calls, entry.second.call, rendering);
      }));
}

std::vector<TallyEnding> Switchboard::tallies(std::uint32_t slot) const {
  using How = TallyEnding::How;
  const How how = came_ == 0 ? How::NothingEverCame : forgotten_ > 0 ? How::TooMany : How::Counted;
  std::vector<TallyEnding> endings;
  for (const CallTally& tally : listeners_.at(slot).staging->script->tallies) {
    endings.push_back({.tally = static_cast<std::uint32_t>(endings.size()),
                       .how = how,
                       .count = count(slot, tally)});
  }
  return endings;
}

Offset Switchboard::next_due() const {
  Offset next = Offset::max();
  for (const Open& open : open_) next = std::min(next, due(open));
  for (const auto& [slot, listener] : listeners_) {
    if (listener.closed) next = std::min(next, listener.due);
  }
  return next;
}

}  // namespace ensaio
