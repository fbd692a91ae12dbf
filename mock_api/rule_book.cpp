#include "mock_api/rule_book.hpp"

#include <cassert>

#include "simulator/base/random.hpp"
#include "simulator/wire/ids.hpp"

namespace ensaio {
namespace {

/// Who is met in the built-in life. A phone has the same LID in every telling.
Cast cast_of(const SentMessage& message, const CallContext& context) {
  const std::uint64_t key = mixed(mixed(0, context.seed.value), message.phone);
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

}  // namespace

RuleBook::RuleBook(Rules rules, MagicNumbers magic) : rules_(std::move(rules)), magic_(magic) {}

Following RuleBook::after_send(const SentMessage& message, const CallContext& context,
                               RuleCounts& counts) const {
  const MagicNumber magic =
      magic_ == MagicNumbers::Meant ? magic_number(message.phone) : MagicNumber::None;
  if (magic == MagicNumber::RefusedOnce && counts.refuses_now(message.phone)) {
    return {.answer = AnswerFault{.status = 503}, .why = std::string(kMagicNumbers.text(magic))};
  }
  if (magic == MagicNumber::Silence) return {.why = std::string(kMagicNumbers.text(magic))};
  if (magic != MagicNumber::None && magic != MagicNumber::RefusedOnce) {
    return {.sequel = life_of(message, magic, context),
            .why = std::string(kMagicNumbers.text(magic))};
  }
  return {.sequel = life_of(message, MagicNumber::None, context), .why = "built-in life"};
}

Following RuleBook::after_registration(const WebhookCall&, const CallContext&, RuleCounts&) const {
  return {};
}

std::optional<AnswerFault> RuleBook::after_call(std::string_view, const CallContext&,
                                                RuleCounts&) const {
  return std::nullopt;
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

}  // namespace ensaio
