#include <algorithm>
#include <cassert>
#include <chrono>
#include <utility>

#include "mock_api/mock_core.hpp"
#include "mock_api/wall_now.hpp"
#include "simulator/base/random.hpp"
#include "simulator/report/recorder.hpp"
#include "simulator/timeline/span.hpp"

// How the mock API plays: what is ordered, where it goes, what is told of it.

namespace ensaio {
namespace {

// An application that answers callbacks only after its own call has been answered would wait for us
// as we for it.
constexpr auto kOvertakeWait = std::chrono::seconds(1);

// What is cancelled ends as soon as the player hears of it.
constexpr auto kCancelWait = std::chrono::seconds(5);

}  // namespace

PlayOrder MockCore::order(Ordered ordered) {
  ordered.key = ++last_order_;
  Local& local = locals_[ordered.instance];
  local.under_way[ordered.key] = {
      .run = ordered.run,
      .manual = ordered.rendition->clock.mode == Clock::Mode::Manual,
      .begun = local.clock,
  };
  if (ordered.rendition->script->listens()) ++listening_;
  const auto shared = std::make_shared<const Ordered>(std::move(ordered));
  return {.key = shared->key,
          .rendition = shared->rendition,
          .routes = [this, shared](InstanceIndex index,
                                   Kind kind) { return way(*shared, index, kind); },
          .told = [this, shared](const Outcome& outcome) { told(*shared, outcome); },
          .heard = [this, shared](const CallNews& news) { call_news(*shared, news); },
          .halted = [this, shared](Offset next) { halted(*shared, next); },
          .over = [this, shared](Stop stop) { over(*shared, stop); }};
}

/// Hands an order to the player, unless it was cancelled meanwhile.
void MockCore::play(PlayOrder order, const std::string& instance) {
  auto& under_way = locals_[instance].under_way;
  const auto waiting = under_way.find(order.key);
  if (waiting == under_way.end()) {
    if (order.rendition->script->listens()) --listening_;
    return;
  }
  waiting->second.ordered = true;
  player_.play(std::move(order));
}

/// Where the callbacks of `instance` go, as far as there is one place.
void MockCore::surround(Surroundings& surroundings, const std::string& instance) const {
  std::string target = settings_.target;
  for (const auto& [kind, name] : kKinds) {
    if (!target.empty()) break;
    if (const std::string* url = provider_.webhook(instance, kind)) target = *url;
  }
  const auto endpoint = parse_endpoint(target);
  if (!endpoint) return;
  surroundings.target = target;
  surroundings.target_origin = endpoint->origin();
}

/// A story that has no clock of its own goes by the server's.
void MockCore::go_by(Rendition& telling, const Scenario& scenario,
                     const std::string& instance) const {
  if (scenario.clock_given) return;
  telling.clock = settings_.clock;
  if (!scenario.start) telling.surroundings.start = wall(instance);
}

/// What is registered but silenced by a filter goes nowhere.
std::string MockCore::url_of(const std::string& instance, Kind kind,
                             const std::string& otherwise) const {
  if (const std::string* registered = provider_.webhook(instance, kind)) return *registered;
  const MockInstance* known = provider_.find(instance);
  const bool silenced = known != nullptr && known->registered_for(kind) != nullptr;
  if (silenced) return {};
  return otherwise.empty() ? settings_.target : otherwise;
}

/// Asked when a callback is about to leave.
const Endpoint* MockCore::way(const Ordered& ordered, InstanceIndex index, Kind kind) {
  const std::lock_guard lock(mutex_);
  const std::string& instance = ordered.rendition->cast.instances[index].id;
  connection_told(ordered, instance, kind);
  const std::string url = url_of(instance, kind, ordered.otherwise);
  if (url.empty()) return nullptr;
  const auto known = endpoints_.find(url);
  if (known != endpoints_.end()) return &known->second;
  const auto parsed = parse_endpoint(url);
  return parsed ? &endpoints_.emplace(url, *parsed).first->second : nullptr;
}

/// What a story tells of the connection is so from then on: whoever hears it may ask at once.
void MockCore::connection_told(const Ordered& ordered, const std::string& instance, Kind kind) {
  if (ordered.tells_what_is || (kind != Kind::Connected && kind != Kind::Disconnected)) return;
  Followers followers;
  follow_released(provider_.set_connected(instance, kind == Kind::Connected), ordered.cause,
                  followers);
  for (PlayOrder& order : followers.orders) play(std::move(order), instance);
}

/// The webhooks of an instance hear that a call has connected or disconnected it.
void MockCore::follow_connection(const ProviderAnswer& answer, std::uint64_t cause,
                                 Followers& followers) {
  if (!answer.connection) return;
  const MockInstance& instance = *provider_.find(answer.instance);
  const Kind kind = *answer.connection ? Kind::Connected : Kind::Disconnected;
  if (!has_webhook(instance.dialect, kind)) return;
  auto telling = std::make_shared<Rendition>();
  telling->script = connection_script(instance.dialect, *answer.connection);
  telling->cast.instances.push_back(context(answer.instance).instance);
  telling->surroundings = {.start = wall(answer.instance), .api = url_};
  telling->seed = {.value = settings_.seed, .iteration = last_number_++};
  telling->clock = settings_.clock;
  followers.orders.push_back(order({.rendition = std::move(telling),
                                    .instance = answer.instance,
                                    .cause = cause,
                                    .tells_what_is = true}));
}

std::shared_ptr<const Script> MockCore::connection_script(Dialect dialect, bool connected) {
  auto& known = connection_scripts_[{dialect, connected}];
  if (known) return known;
  Scenario scenario{.name = "connection"};
  scenario.dialect = dialect;
  scenario.instances.emplace_back();
  Step step{.verb = connected ? Verb::Connected : Verb::Disconnected};
  step.action = ConnectionStep{.connected = connected};
  step.modifiers = std::make_shared<const Modifiers>();
  scenario.steps.push_back(std::move(step));
  auto compiled = script(scenario);
  assert(compiled);
  known = std::make_shared<const Script>(*std::move(compiled));
  return known;
}

/// Without overtaking the callbacks leave after our answer was written.
Reply MockCore::let_go(Reply reply, Followers followers, const std::string& instance) {
  if (followers.orders.empty()) return reply;
  const bool overtake = followers.overtake;
  std::vector<OrderKey> keys;
  for (const PlayOrder& order : followers.orders) keys.push_back(order.key);
  auto play = [this, instance, all = std::make_shared<Followers>(std::move(followers))] {
    const std::lock_guard lock(mutex_);
    for (PlayOrder& order : all->orders) this->play(std::move(order), instance);
  };
  if (!overtake) {
    reply.written = std::move(play);
    return reply;
  }
  play();
  std::unique_lock lock(mutex_);
  const auto& under_way = locals_[instance].under_way;
  const auto was_told = [&under_way](OrderKey key) {
    const auto order = under_way.find(key);
    return order == under_way.end() || order->second.told;
  };
  changed_.wait_for(lock, kOvertakeWait,
                    [&] { return waits_end_ || std::ranges::all_of(keys, was_told); });
  return reply;
}

void MockCore::told(const Ordered& ordered, const Outcome& outcome) {
  const std::lock_guard lock(mutex_);
  journal_.add(SentCallback{.at = wall_now(),
                            .instance = ordered.instance,
                            .cause = ordered.cause,
                            .run = ordered.run.value_or(0),
                            .attempt = attempt_of(outcome, *ordered.rendition->script)});
  Local& local = locals_[ordered.instance];
  local.under_way[ordered.key].told = true;
  const Line& line = ordered.rendition->script->lines[outcome.send.line];
  if (line.kind && !outcome.url.empty()) ++totals_.callbacks;
  if (line.kind && std::holds_alternative<Answered>(outcome.ending)) {
    ++local.told[std::string(kKinds.text(*line.kind))];
  }
  if (ordered.run) runs_.told(*ordered.run, outcome);
  happened(ordered.instance);
}

void MockCore::call_news(const Ordered& ordered, const CallNews& news) {
  const std::lock_guard lock(mutex_);
  if (ordered.run) runs_.heard(*ordered.run, news);
  happened(ordered.instance);
}

void MockCore::halted(const Ordered& ordered, Offset next) {
  const std::lock_guard lock(mutex_);
  UnderWay& halted = locals_[ordered.instance].under_way.at(ordered.key);
  halted.next = later(halted.begun, next);
  changed_.notify_all();
}

void MockCore::over(const Ordered& ordered, Stop stop) {
  const std::lock_guard lock(mutex_);
  locals_[ordered.instance].under_way.erase(ordered.key);
  if (ordered.rendition->script->listens()) --listening_;
  if (ordered.run) runs_.over(*ordered.run, stop);
  happened(ordered.instance);
}

void MockCore::happened(const std::string& instance) {
  locals_[instance].last = player_.now();
  changed_.notify_all();
}

Runs::Begun MockCore::begin(const RunRequest& request) {
  std::unique_lock lock(mutex_);
  const Story& story = *request.story;
  const MockInstance* known = provider_.find(request.instance);
  const Teller teller{.id = request.instance, .token = known != nullptr ? known->token : ""};
  const std::uint64_t value =
      request.seed.value_or(story.scenario.seed.value_or(mixed(settings_.seed, ++last_number_)));
  auto telling =
      std::make_shared<Rendition>(rendition(request.story, {.value = value}, teller, url_));
  const std::string told_by =
      request.instance.empty() ? telling->cast.instances.front().id : request.instance;
  go_by(*telling, story.scenario, told_by);
  if (request.at_once) telling->clock = {};
  auto& zaap_ids = telling->cast.zaap_ids;
  for (std::size_t i = 0; i < std::min(zaap_ids.size(), request.zaap_ids.size()); ++i) {
    if (!request.zaap_ids[i].empty()) zaap_ids[i] = request.zaap_ids[i];
  }
  surround(telling->surroundings, told_by);
  lock.unlock();
  Plan plan = story.plan(telling->seed);  // May take its time.
  lock.lock();
  const Runs::Begun begun = runs_.begin(request.story, telling, told_by, std::move(plan));
  play(order({.rendition = std::move(telling), .instance = told_by, .run = begun.id}), told_by);
  return begun;
}

Cancelling MockCore::cancel(std::uint64_t run) {
  std::unique_lock lock(mutex_);
  if (!runs_.knows(run)) return Cancelling::NoSuchRun;
  if (runs_.is_over(run)) return Cancelling::WasOver;
  for (const auto& [id, local] : locals_) {
    for (const auto& [key, one] : local.under_way) {
      if (one.run == run) player_.cancel(key);
    }
  }
  changed_.wait_for(lock, kCancelWait,
                    [&] { return !runs_.knows(run) || runs_.is_over(run) || waits_end_; });
  return Cancelling::Done;
}

/// Cancels what is under way of one instance, or of all, and waits until it is over.
void MockCore::cancel_all(const std::string& instance, std::unique_lock<std::mutex>& lock) {
  const auto is_meant = [&instance](const std::string& id) {
    return instance.empty() || id == instance;
  };
  for (auto& [id, local] : locals_) {
    if (!is_meant(id)) continue;
    // The player has not heard of those whose call is still being answered, and never will.
    std::erase_if(local.under_way, [](const auto& entry) { return !entry.second.ordered; });
    for (const auto& [key, one] : local.under_way) player_.cancel(key);
  }
  const OrderKey last = last_order_;
  const auto is_over = [&](const auto& entry) {
    const auto& under_way = entry.second.under_way;
    return !is_meant(entry.first) || under_way.empty() || under_way.begin()->first > last;
  };
  changed_.wait_for(lock, kCancelWait,
                    [&] { return waits_end_ || std::ranges::all_of(locals_, is_over); });
}

}  // namespace ensaio
