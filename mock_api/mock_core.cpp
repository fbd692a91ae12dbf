#include "mock_api/mock_core.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "mock_api/webhooks_json.hpp"
#include "simulator/base/random.hpp"
#include "simulator/report/recorder.hpp"

namespace ensaio {
namespace {

using What = Awaited::What;

// An application that answers callbacks only after its own call has been answered would wait for us
// as we for it.
constexpr auto kOvertakeWait = std::chrono::seconds(1);

WallTime wall_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void spoil(Reply& reply, const AnswerFault& fault) {
  reply.delay += fault.delay;
  if (fault.throughput > 0) {
    reply.dribble = Offset(std::chrono::seconds(1)) / static_cast<Offset::rep>(fault.throughput);
  }
  if (fault.reset) reply.breakage = Breakage::Reset;
  if (fault.status != 0) reply.status = fault.status;
  if (fault.refuses()) reply.body = R"({"error":"this mock was told to fail"})";
  if (fault.body == AnswerFault::Body::Empty) reply.body.clear();
  if (fault.body == AnswerFault::Body::Garbage) reply.body = "{\"zaapId\": <html>\xff";
}

HeardCall heard(const Question& question, const ProviderAnswer& answer, int status) {
  HeardCall call{.at = wall_now(),
                 .instance = answer.instance,
                 .method = std::string(question.method),
                 .path = std::string(question.target),
                 .route = answer.route,
                 .phone = {},
                 .body = std::string(question.body.substr(0, CallJournal::kMostBody)),
                 .status = status,
                 .near_miss = answer.near_miss};
  if (answer.sent) call.phone = answer.sent->phone;
  return call;
}

}  // namespace

MockCore::MockCore(MockCoreSettings settings)
    : settings_(std::move(settings)),
      provider_(settings_.provider),
      rules_(std::make_shared<const RuleBook>(settings_.rules, settings_.magic)),
      player_(settings_.rule, settings_.sockets) {}

MockCore::~MockCore() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
}

void MockCore::be_at(std::string url) {
  const std::lock_guard lock(mutex_);
  url_ = std::move(url);
}

Reply MockCore::call(const Question& question) {
  std::unique_lock lock(mutex_);
  ProviderAnswer answer = provider_.call(question, wall_now());
  Reply reply = std::move(answer.reply);
  const std::uint64_t number = journal_.add(heard(question, answer, reply.status));
  ++totals_.calls;
  happened(answer.instance);
  Followers followers;
  if (answer.sent) {
    follow_send(*answer.sent, number, reply, followers);
  } else if (!spoilt(answer, reply)) {
    follow_registration(answer, number, followers);
  }
  for (const SentMessage& message : answer.released) {
    Reply long_gone;
    follow_send(message, number, long_gone, followers);
  }
  journal_.set_status(number, reply.status);
  IncomingCall incoming = incoming_call(question, answer);
  lock.unlock();
  reply = let_go(std::move(reply), std::move(followers));
  if (settings_.hear && !incoming.route.empty()) {
    // Until the answer is written it is kept with what is called then.
    reply.written = [kept = settings_.hear(std::move(incoming)), then = std::move(reply.written)] {
      if (then) then();
    };
  }
  return reply;
}

IncomingCall MockCore::incoming_call(const Question& question, const ProviderAnswer& answer) const {
  if (!settings_.hear) return {};
  IncomingCall call{
      .route = answer.route, .instance = answer.instance, .body = std::string(question.body)};
  if (const MockInstance* known = provider_.find(answer.instance)) call.token = known->token;
  if (answer.sent) {
    call.phone = answer.sent->phone;
    call.text = answer.sent->text;
    call.message_id = answer.sent->message_id;
    call.zaap_id = answer.sent->zaap_id;
  }
  return call;
}

/// Whether rules have our answer refuse the call.
bool MockCore::spoilt(const ProviderAnswer& answer, Reply& reply) {
  if (answer.instance.empty()) return false;
  Local& local = locals_[answer.instance];
  const auto fault =
      rules_for(local).after_call(answer.route, context(answer.instance), local.counts);
  if (fault) spoil(reply, *fault);
  return fault && fault->refuses();
}

void MockCore::follow_send(const SentMessage& message, std::uint64_t cause, Reply& reply,
                           Followers& followers) {
  Local& local = locals_[message.instance];
  Following following =
      rules_for(local).after_send(message, context(message.instance), local.counts);
  if (following.answer) spoil(reply, *following.answer);
  if (!following.sequel) return;
  followers.overtake = followers.overtake || following.sequel->overtake;
  followers.orders.push_back(order_of(*std::move(following.sequel), message.instance, cause));
}

PlayOrder MockCore::order_of(Sequel sequel, const std::string& instance, std::uint64_t cause) {
  auto rendition = std::make_shared<Rendition>();
  rendition->script = std::move(sequel.script);
  rendition->cast = std::move(sequel.cast);
  rendition->surroundings = {.start = wall_now(), .api = url_, .saved = std::move(sequel.saved)};
  rendition->seed = sequel.seed;
  rendition->clock = settings_.clock;
  return order({.rendition = std::move(rendition), .instance = instance, .cause = cause});
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
    followers.orders.push_back(
        order({.rendition = std::make_shared<Rendition>(
                   rendition(story, seed, {.id = instance.id, .token = instance.token}, url_)),
               .instance = answer.instance,
               .cause = cause,
               .otherwise = url != nullptr ? *url : ""}));
  }
}

CallContext MockCore::context(const std::string& instance) {
  CallContext context{.instance = {.id = instance},
                      .seed = {.value = settings_.seed, .iteration = last_number_++},
                      .now = player_.now(),
                      .wall = wall_now()};
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

PlayOrder MockCore::order(Ordered ordered) {
  ++locals_[ordered.instance].under_way;
  const auto shared = std::make_shared<const Ordered>(std::move(ordered));
  return {.rendition = shared->rendition,
          .routes =
              [this, shared](InstanceIndex index, Kind kind) {
                return way(shared->rendition->cast.instances[index].id, kind, shared->otherwise);
              },
          .told = [this, shared](const Outcome& outcome) { told(*shared, outcome); },
          .over = [this, shared] { over(*shared); }};
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

const Endpoint* MockCore::way(const std::string& instance, Kind kind,
                              const std::string& otherwise) {
  const std::lock_guard lock(mutex_);
  const std::string url = url_of(instance, kind, otherwise);
  if (url.empty()) return nullptr;
  const auto known = endpoints_.find(url);
  if (known != endpoints_.end()) return &known->second;
  const auto parsed = parse_endpoint(url);
  return parsed ? &endpoints_.emplace(url, *parsed).first->second : nullptr;
}

/// Without overtaking the callbacks leave after our answer was written.
Reply MockCore::let_go(Reply reply, Followers followers) {
  if (followers.orders.empty()) return reply;
  const bool overtake = followers.overtake;
  auto play = [this, all = std::make_shared<Followers>(std::move(followers))] {
    for (PlayOrder& order : all->orders) player_.play(std::move(order));
  };
  if (!overtake) {
    reply.written = std::move(play);
    return reply;
  }
  std::unique_lock lock(mutex_);
  const std::uint64_t before = totals_.callbacks;
  lock.unlock();
  play();
  lock.lock();
  changed_.wait_for(lock, kOvertakeWait, [&] { return totals_.callbacks > before || waits_end_; });
  return reply;
}

void MockCore::told(const Ordered& ordered, const Outcome& outcome) {
  const std::lock_guard lock(mutex_);
  journal_.add(SentCallback{.instance = ordered.instance,
                            .cause = ordered.cause,
                            .run = ordered.run.value_or(0),
                            .attempt = attempt_of(outcome, *ordered.rendition->script)});
  ++totals_.callbacks;
  if (ordered.run) runs_.told(*ordered.run, outcome);
  happened(ordered.instance);
}

void MockCore::over(const Ordered& ordered) {
  const std::lock_guard lock(mutex_);
  --locals_[ordered.instance].under_way;
  if (ordered.run) runs_.over(*ordered.run, stopping_);
  happened(ordered.instance);
}

void MockCore::happened(const std::string& instance) {
  locals_[instance].last = player_.now();
  changed_.notify_all();
}

Runs::Begun MockCore::begin(const std::shared_ptr<const Story>& story,
                            std::optional<std::uint64_t> seed, const std::string& instance) {
  std::unique_lock lock(mutex_);
  const MockInstance* known = provider_.find(instance);
  const Teller teller{.id = instance, .token = known != nullptr ? known->token : ""};
  const std::uint64_t value =
      seed.value_or(story->scenario.seed.value_or(mixed(settings_.seed, ++last_number_)));
  auto telling = std::make_shared<Rendition>(rendition(story, {.value = value}, teller, url_));
  const std::string told_by = instance.empty() ? telling->cast.instances.front().id : instance;
  const Runs::Begun begun = runs_.begin(story, telling, told_by);
  PlayOrder ordered =
      order({.rendition = std::move(telling), .instance = told_by, .run = begun.id});
  lock.unlock();
  player_.play(std::move(ordered));
  return begun;
}

StillOpen MockCore::wait(const Awaited& awaited, Offset within, const std::string& instance) {
  std::unique_lock lock(mutex_);
  const Offset until = player_.now() + within;
  for (;;) {
    StillOpen open = look(awaited, instance);
    const Offset now = player_.now();
    if (open.reached || now >= until || waits_end_) return open;
    Offset next = until;
    if (awaited.what == What::Quiet) next = std::min(next, now + awaited.quiet);
    changed_.wait_for(lock, next - now);
  }
}

StillOpen MockCore::look(const Awaited& awaited, const std::string& instance) const {
  StillOpen open{.conversations = under_way(instance),
                 .runs = runs_.under_way(instance),
                 .told = awaited.kind.empty() ? 0 : journal_.told(awaited.kind, instance)};
  if (awaited.what == What::Count) open.reached = open.told >= awaited.count;
  if (awaited.what == What::Finished) open.reached = open.runs == 0;
  if (awaited.what == What::Quiet && open.conversations == 0) {
    Offset last{};
    for (const auto& [id, local] : locals_) {
      if (instance.empty() || id == instance) last = std::max(last, local.last);
    }
    open.reached = player_.now() - last >= awaited.quiet;
  }
  return open;
}

std::size_t MockCore::under_way(const std::string& instance) const {
  std::size_t all = 0;
  for (const auto& [id, local] : locals_) {
    if (instance.empty() || id == instance) all += local.under_way;
  }
  return all;
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

std::optional<std::string> MockCore::run_json(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  return runs_.knows(id) ? std::optional(runs_.json(id)) : std::nullopt;
}

std::string MockCore::runs_json(const std::string& instance) const {
  const std::lock_guard lock(mutex_);
  return runs_.list_json(instance);
}

std::string MockCore::journal_json(const CallJournal::Wanted& wanted) const {
  const std::lock_guard lock(mutex_);
  return journal_.json(wanted);
}

std::string MockCore::calls_json(const CallJournal::Wanted& wanted) const {
  const std::lock_guard lock(mutex_);
  return journal_.calls_json(wanted);
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
  const std::lock_guard lock(mutex_);
  journal_.forget(instance);
  runs_.forget(instance);
  for (auto& [id, local] : locals_) {
    if (!instance.empty() && id != instance) continue;
    local.rules = nullptr;
    local.counts = {};
    local.played.clear();
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
