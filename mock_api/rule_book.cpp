#include "mock_api/rule_book.hpp"

#include <algorithm>
#include <cassert>

#include "simulator/base/random.hpp"
#include "simulator/base/wildcard.hpp"
#include "simulator/scenario/rule_routes.hpp"
#include "simulator/timeline/span.hpp"
#include "simulator/wire/ids.hpp"

namespace ensaio {
namespace {

/// What is made up for a chat is the same in every telling.
std::uint64_t chat_key(const std::string& phone, Seed seed) {
  return mixed(mixed(0, seed.value), phone);
}

/// Who is met in the built-in life.
Cast cast_of(const SentMessage& message, const CallContext& context) {
  const std::uint64_t key = chat_key(message.phone, context.seed);
  Random lids(mixed(key, "lid"));
  Random phones(mixed(key, "somebody"));
  Cast cast;
  cast.instances.push_back(context.instance);
  cast.chats.push_back({.phone = message.phone, .lid = lid(lids)});
  cast.chats.push_back({.phone = phone_number(phones), .lid = lid(lids)});
  cast.chats.push_back({.phone = context.instance.phone, .lid = lid(lids)});
  cast.message_ids.push_back(message.message_id);
  cast.zaap_ids.push_back(message.zaap_id);
  return cast;
}

/// Who is met in a story: as its file says, but for whose call it is.
Cast cast_of(const RuleStory& story, const CallContext& context) {
  Cast cast = ensaio::cast(story.scenario, context.seed, context.wall);
  cast.instances.front() = context.instance;
  return cast;
}

/// Puts in what the send brings.
void bind(Cast& cast, const RuleStory& story, const SentMessage& message, Seed seed) {
  if (story.chat) {
    Random lids(mixed(chat_key(message.phone, seed), "lid"));
    cast.chats[*story.chat] = {.phone = message.phone, .lid = lid(lids)};
  }
  if (story.somebody) {
    Random phones(mixed(chat_key(message.phone, seed), "somebody"));
    cast.chats[*story.somebody].phone = phone_number(phones);
  }
  if (!story.message) return;
  std::size_t id = 0;
  for (std::size_t i = 0; i < *story.message; ++i) id += story.scenario.messages[i].count;
  cast.message_ids[id] = message.message_id;
  cast.zaap_ids[id] = message.zaap_id;
}

bool means(const Rule& rule, const SentMessage& message) {
  return means_route(rule.after, message.route) &&
         (!rule.phone || matches_wildcard(*rule.phone, message.phone)) &&
         (!rule.message || matches_wildcard(*rule.message, message.text));
}

AnswerFault fault_of(const AnswerRule& answer, Seed seed) {
  AnswerFault fault{.throughput = answer.throughput, .reset = answer.reset};
  fault.status = answer.status.value_or(answer.limit ? 429 : 0);
  if (answer.empty) fault.body = AnswerFault::Body::Empty;
  if (answer.garbage) fault.body = AnswerFault::Body::Garbage;
  if (answer.delay) {
    Random random(mixed(mixed(mixed(0, seed.value), "answer delay"), seed.iteration));
    fault.delay = drawn(*answer.delay, random);
  }
  return fault;
}

/// Whether the script tells callbacks of one of these kinds.
bool tells(const Script& script, const std::vector<Kind>& kinds) {
  return std::ranges::any_of(script.lines, [&](const Line& line) {
    return line.kind && std::ranges::find(kinds, *line.kind) != kinds.end();
  });
}

/// Of the chat that a send would be bound to.
ChatType own_chat_type(const RuleStory& story) {
  return story.chat ? story.scenario.chats[*story.chat].type : ChatType::Private;
}

/// What should overtake our answer may have been left out: then nothing does.
bool begins_with_a_callback(const Script& script) {
  const Beat& whole = script.beats.front();
  if (whole.count == 0) return false;
  return script.beats[script.children[whole.first]].what != Beat::Do::Wait;
}

/// "update-webhook-*" means the calls that set all webhooks at once, too.
bool means_registration(const Rule& rule, const std::string& route) {
  if (rule_route(rule.after) != RuleRoute::Registration) return false;
  if (means_route(rule.after, route)) return true;
  const bool sets_all = route == "update-every-webhooks" || route == "update-webhooks";
  return sets_all && rule.after == "update-webhook-*";
}

}  // namespace

RuleBook::RuleBook(Rules rules, MagicNumbers magic) : rules_(std::move(rules)), magic_(magic) {}

Following RuleBook::after_send(const SentMessage& message, const CallContext& context,
                               RuleCounts& counts, bool answering) const {
  const MagicNumber magic =
      magic_ == MagicNumbers::Meant ? magic_number(message.phone) : MagicNumber::None;
  const std::string why(kMagicNumbers.text(magic));
  switch (magic) {
    case MagicNumber::None:
      return ruled(message, context, counts, answering);
    case MagicNumber::RefusedOnce:
      if (!answering || !counts.refuses_now(message.phone)) {
        return ruled(message, context, counts, answering);
      }
      return {.answer = AnswerFault{.status = 503}, .why = why};
    case MagicNumber::Silence:
      return {.why = why};
    default:
      return {.sequel = life_of(message, magic, context), .why = why};
  }
}

/// Each of two questions is asked of the first rule that matches and answers it: how is our answer,
/// and what follows?
Following RuleBook::ruled(const SentMessage& message, const CallContext& context,
                          RuleCounts& counts, bool answering) const {
  Following following;
  const Rule* spoiler = nullptr;
  const Rule* teller = nullptr;
  for (std::size_t i = 0; i < rules_.rules.size() && !(spoiler && teller); ++i) {
    const Rule& rule = rules_.rules[i];
    if (!means(rule, message)) continue;
    const bool spoils =
        answering && !spoiler && rule.answer && counts.spoils(i, *rule.answer, context.now);
    if (spoils) spoiler = &rule;
    if (!teller && (rule.silent || rule.story)) teller = &rule;
  }
  if (spoiler) {
    following.answer = fault_of(*spoiler->answer, context.seed);
    following.why = spoiler->where;
    if (following.answer->refuses() && teller != spoiler) return following;
  }
  if (!teller) {
    following.sequel = life_of(message, MagicNumber::None, context);
    if (!spoiler) following.why = "built-in life";
    return following;
  }
  following.why = teller->where;
  if (!teller->story) return following;
  Sequel sequel = story_of(*teller->story, message, context);
  if (!sequel.script->lines.empty()) following.sequel = std::move(sequel);
  return following;
}

std::vector<Following> RuleBook::after_registration(const WebhookCall& call,
                                                    const CallContext& context,
                                                    RuleCounts& counts) const {
  std::vector<Following> all;
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const Rule& rule = rules_.rules[i];
    if (!rule.story || !means_registration(rule, call.route)) continue;
    auto script = story_script(*rule.story, context.dialect, own_chat_type(*rule.story));
    if (!tells(*script, call.kinds) || !counts.is_first_registration(i)) continue;
    Sequel sequel{
        .script = std::move(script), .cast = cast_of(*rule.story, context), .seed = context.seed};
    sequel.saved.resize(sequel.script->saved.size());
    all.push_back({.sequel = std::move(sequel), .why = rule.where});
  }
  return all;
}

std::optional<AnswerFault> RuleBook::after_call(std::string_view route, const CallContext& context,
                                                RuleCounts& counts) const {
  for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
    const Rule& rule = rules_.rules[i];
    if (!rule.answer || rule.phone || rule.message || !means_route(rule.after, route)) continue;
    if (counts.spoils(i, *rule.answer, context.now)) return fault_of(*rule.answer, context.seed);
  }
  return std::nullopt;
}

Sequel RuleBook::story_of(const RuleStory& story, const SentMessage& message,
                          const CallContext& context) const {
  const ChatType chat = chat_type(message.phone).value_or(ChatType::Private);
  const auto script = story_script(story, message.dialect, chat);
  Sequel sequel{.script = script,
                .cast = cast_of(story, context),
                .seed = context.seed,
                .overtake = story.overtake && begins_with_a_callback(*script)};
  bind(sequel.cast, story, message, context.seed);
  sequel.saved.resize(sequel.script->saved.size());
  if (story.binds_text) sequel.saved.front() = message.text;
  return sequel;
}

Sequel RuleBook::life_of(const SentMessage& message, MagicNumber magic,
                         const CallContext& context) const {
  return {.script = life_script(life_shape(message, magic, context.echo)),
          .cast = cast_of(message, context),
          .saved = {message.text},
          .seed = context.seed};
}

std::shared_ptr<const Script> RuleBook::life_script(const LifeShape& shape) const {
  const std::lock_guard lock(mutex_);
  auto& known = lives_[shape];
  if (!known) {
    auto compiled = script(life(shape));
    assert(compiled);
    known = std::make_shared<const Script>(*std::move(compiled));
  }
  return known;
}

std::shared_ptr<const Script> RuleBook::story_script(const RuleStory& story, Dialect dialect,
                                                     ChatType chat) const {
  const std::lock_guard lock(mutex_);
  return stories_.of(story, dialect, chat);
}

}  // namespace ensaio
