#include "mock_api/mock_core.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "mock_api/heard_call.hpp"
#include "mock_api/spoilt_reply.hpp"
#include "mock_api/wall_now.hpp"
#include "mock_api/webhooks_json.hpp"
#include "simulator/base/random.hpp"
#include "simulator/report/recorder.hpp"
#include "simulator/scenario/rule_routes.hpp"

namespace ensaio {
namespace {

/// Until the answer is written it is kept, with what is called then.
void keep(Reply& reply, std::shared_ptr<void> kept) {
  reply.written = [kept = std::move(kept), then = std::move(reply.written)] {
    if (then) then();
  };
}

}  // namespace

MockCore::MockCore(MockCoreSettings settings)
    : settings_(std::move(settings)),
      provider_(settings_.provider),
      rules_(std::make_shared<const RuleBook>(settings_.rules, settings_.magic)),
      player_(settings_.rule, settings_.sockets) {}

MockCore::~MockCore() = default;

void MockCore::be_at(std::string url) {
  const std::lock_guard lock(mutex_);
  url_ = std::move(url);
}

Reply MockCore::call(const Question& question) {
  std::unique_lock lock(mutex_);
  std::optional<AnswerFault> fault;
  const auto refuses = [&](const std::string& instance, const std::string& route) {
    if (rule_route(route) == RuleRoute::Send) return false;  // What is sent decides too.
    fault =
        rules_for(locals_[instance]).after_call(route, context(instance), locals_[instance].counts);
    return fault && fault->refuses();
  };
  ProviderAnswer answer = provider_.call(question, wall_now(), refuses);
  const std::optional<SentMessage> sent = message_of(answer);
  const std::uint64_t number = journal_.add(heard_call(wall_now(), question, answer, sent));
  Reply reply = std::move(answer.reply);
  ++totals_.calls;
  happened(answer.instance);
  if (fault) spoil(reply, *fault);
  Followers followers;
  if (sent) {
    follow_send(*sent, number, answer.queued, reply, followers);
  } else if (!fault || !fault->refuses()) {
    follow_registration(answer, number, followers);
    follow_connection(answer, number, followers);
    follow_released(answer.released, number, followers);
  }
  journal_.set_status(number, reply.breakage == Breakage::Reset ? 0 : reply.status);
  std::optional<IncomingCall> incoming;
  if (reply.status < 400) incoming = awaited_call(question, answer, sent);
  const bool listening = listening_ > 0;
  lock.unlock();
  give_notice(settings_.warn, question, answer);
  reply = let_go(std::move(reply), std::move(followers), answer.instance);
  if (!incoming) return reply;
  if (settings_.hear) keep(reply, settings_.hear(*incoming));
  if (listening) keep(reply, player_.hear(*std::move(incoming)));
  return reply;
}

/// What a call sent, whether it goes out now or is queued.
std::optional<SentMessage> MockCore::message_of(const ProviderAnswer& answer) const {
  if (answer.sent || !answer.queued) return answer.sent;
  return provider_.find(answer.instance)->queue.back().message;
}

/// Nothing of a call that nobody is told of.
std::optional<IncomingCall> MockCore::awaited_call(const Question& question,
                                                   const ProviderAnswer& answer,
                                                   const std::optional<SentMessage>& sent) const {
  const bool anybody = settings_.hear || listening_ > 0;
  const MockInstance* caller = provider_.find(answer.instance);
  if (!anybody || answer.route.empty() || caller == nullptr) return std::nullopt;
  return incoming_call(question, answer, sent, caller->token);
}

/// `queued`: nothing follows before the instance is connected again.
void MockCore::follow_send(const SentMessage& message, std::uint64_t cause, bool queued,
                           Reply& reply, Followers& followers) {
  Local& local = locals_[message.instance];
  Following following =
      rules_for(local).after_send(message, context(message.instance), local.counts);
  if (following.answer) spoil(reply, *following.answer);
  if (queued) {
    if (following.answer && following.answer->refuses()) provider_.unqueue_last(message.instance);
    return;
  }
  if (!following.sequel) return;
  followers.overtake = followers.overtake || following.sequel->overtake;
  followers.orders.push_back(order_of(*std::move(following.sequel), message.instance, cause));
}

/// What was queued goes out now, and was answered long ago.
void MockCore::follow_released(const std::vector<SentMessage>& messages, std::uint64_t cause,
                               Followers& followers) {
  for (const SentMessage& message : messages) {
    Local& local = locals_[message.instance];
    Following following =
        rules_for(local).after_send(message, context(message.instance), local.counts, false);
    if (!following.sequel) continue;
    followers.orders.push_back(order_of(*std::move(following.sequel), message.instance, cause));
  }
}

PlayOrder MockCore::order_of(Sequel sequel, const std::string& instance, std::uint64_t cause) {
  auto rendition = std::make_shared<Rendition>();
  rendition->script = std::move(sequel.script);
  rendition->cast = std::move(sequel.cast);
  rendition->surroundings = {
      .start = wall(instance), .api = url_, .saved = std::move(sequel.saved)};
  rendition->seed = sequel.seed;
  rendition->clock = settings_.clock;
  return order({.rendition = std::move(rendition), .instance = instance, .cause = cause});
}

/// By a manual clock, time is as far ahead as that has gone.
WallTime MockCore::wall(const std::string& instance) const {
  const auto local = locals_.find(instance);
  if (!has_manual_clock() || local == locals_.end()) return wall_now();
  return wall_now() + std::chrono::duration_cast<std::chrono::milliseconds>(local->second.clock);
}

void MockCore::follow_registration(const ProviderAnswer& answer, std::uint64_t cause,
                                   Followers& followers) {
  if (answer.registered.empty()) return;
  const MockInstance& instance = *provider_.find(answer.instance);
  Local& local = locals_[answer.instance];
  const WebhookCall call{.route = answer.route, .kinds = answer.registered};
  for (Following& following :
       rules_for(local).after_registration(call, context(answer.instance), local.counts)) {
    if (!following.sequel) continue;
    followers.orders.push_back(order_of(*std::move(following.sequel), answer.instance, cause));
  }
  for (const auto& story : settings_.plays) {
    const auto uses = [&](Kind kind) { return story->sends(kind); };
    const auto kind = std::ranges::find_if(answer.registered, uses);
    if (kind == answer.registered.end() || !local.played.insert(story.get()).second) continue;
    const std::string* url = provider_.webhook(answer.instance, *kind);
    const Seed seed{.value = settings_.seed, .iteration = last_number_++};
    auto telling = std::make_shared<Rendition>(
        rendition(story, seed, {.id = instance.id, .token = instance.token}, url_));
    go_by(*telling, story->scenario, answer.instance);
    surround(telling->surroundings, answer.instance);
    followers.orders.push_back(order({.rendition = std::move(telling),
                                      .instance = answer.instance,
                                      .cause = cause,
                                      .otherwise = url != nullptr ? *url : ""}));
  }
}

CallContext MockCore::context(const std::string& instance) {
  CallContext context{.instance = {.id = instance},
                      .seed = {.value = settings_.seed, .iteration = last_number_++},
                      .now = has_manual_clock() ? locals_[instance].clock : player_.now(),
                      .wall = wall(instance)};
  if (const MockInstance* known = provider_.find(instance)) {
    context.instance.token = known->token;
    context.instance.client_token = known->client_token;
    context.dialect = known->dialect;
    context.echo = known->notify_sent_by_me;
  }
  return context;
}

const RuleBook& MockCore::rules_for(const Local& local) const {
  return local.rules ? *local.rules : *rules_;
}

std::optional<std::string> MockCore::run_json(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  return runs_.knows(id) ? std::optional(runs_.json(id)) : std::nullopt;
}

std::string MockCore::runs_json(const std::string& instance) const {
  const std::lock_guard lock(mutex_);
  return runs_.list_json(instance);
}

std::string MockCore::journal_json(const CallJournal::Wanted& wanted) const {
  return ensaio::journal_json([&] {
    const std::lock_guard lock(mutex_);
    return journal_.page(wanted);
  }());
}

std::string MockCore::calls_json(const CallJournal::Wanted& wanted) const {
  return ensaio::calls_json([&] {
    const std::lock_guard lock(mutex_);
    return journal_.calls(wanted);
  }());
}

std::optional<SentMessage> MockCore::sent(const std::string& instance,
                                          const std::string& id) const {
  const std::lock_guard lock(mutex_);
  return journal_.sent(instance, id);
}

std::optional<Dialect> MockCore::dialect(const std::string& instance) const {
  const std::lock_guard lock(mutex_);
  const MockInstance* known = provider_.find(instance);
  return known == nullptr ? std::nullopt : std::optional(known->dialect);
}

std::vector<std::string> MockCore::instances() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& [id, instance] : provider_.instances()) ids.push_back(id);
  return ids;
}

std::string MockCore::webhooks_json(const std::string& instance) const {
  const std::lock_guard lock(mutex_);
  return ensaio::webhooks_json(provider_.instances(), instance);
}

void MockCore::set_rules(const std::string& instance, Rules rules) {
  const std::lock_guard lock(mutex_);
  auto book = std::make_shared<const RuleBook>(std::move(rules), settings_.magic);
  if (!instance.empty()) {
    locals_[instance].rules = std::move(book);
    locals_[instance].counts = {};
    return;
  }
  rules_ = std::move(book);
  for (auto& [id, local] : locals_) {
    if (!local.rules) local.counts = {};
  }
}

void MockCore::reset(const std::string& instance) {
  std::unique_lock lock(mutex_);
  cancel_all(instance, lock);
  journal_.forget(instance);
  runs_.forget(instance);
  for (auto& [id, local] : locals_) {
    if (!instance.empty() && id != instance) continue;
    local.rules = nullptr;
    local.counts = {};
    local.played.clear();
    local.clock = {};
    local.told.clear();
  }
  if (!instance.empty()) {
    provider_.reset(instance);
    return;
  }
  provider_.reset();
  rules_ = std::make_shared<const RuleBook>(settings_.rules, settings_.magic);
}

MockCore::Totals MockCore::totals() const {
  const std::lock_guard lock(mutex_);
  return totals_;
}

}  // namespace ensaio
