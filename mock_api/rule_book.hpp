#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mock_api/following.hpp"
#include "mock_api/life.hpp"
#include "mock_api/magic_number.hpp"
#include "mock_api/rule_counts.hpp"
#include "mock_api/rule_scripts.hpp"
#include "mock_api/sent_message.hpp"
#include "simulator/scenario/rules.hpp"

namespace ensaio {

/// What is known of a call beside its own words.
struct CallContext {
  Cast::InstanceValues instance{};  ///< Whose call it is, and who speaks in callbacks.
  Dialect dialect = Dialect::Zapi;  ///< That its callbacks are written in; a message says its own.
  Seed seed{};                      ///< The server's, and the running number of the call.
  Offset now{};                     ///< Since any moment that stays the same; never goes back.
  WallTime wall{};                  ///< For ids that grow with time.
  bool echo = false;  ///< The instance has asked for its own messages (notifySentByMe).
};

/// A call that set URLs.
struct WebhookCall {
  std::string route{};        ///< "update-webhook-chat-presence", "update-every-webhooks".
  std::vector<Kind> kinds{};  ///< Those that have a URL by it now.
};

/// Whether phones are numbers with a meaning.
enum class MagicNumbers : std::uint8_t { Meant, Plain };

/// What follows the calls of an application: what a magic number means, else what the rules say,
/// else the built-in life of a message. Scripts are compiled at their first use and kept. Pure but
/// for that; every member function may be called from any thread.
class RuleBook {
 public:
  /// `rules` must have no problems: see load_rules() and rule_problems().
  explicit RuleBook(Rules rules = {}, MagicNumbers magic = MagicNumbers::Meant);

  /// After a send. Where our answer refuses it nothing was sent, and so nothing follows but what
  /// that very rule says. `answering`: otherwise it was answered long ago, and only goes out now.
  Following after_send(const SentMessage& message, const CallContext& context, RuleCounts& counts,
                       bool answering = true) const;

  /// After a registration that was not refused (after_call): the story of each rule whose `after`
  /// begins with "update-", by the first registration of a kind that the story uses; once each.
  std::vector<Following> after_registration(const WebhookCall& call, const CallContext& context,
                                            RuleCounts& counts) const;

  /// How our answer to any call but a send is spoilt; nothing: not at all. To be asked once a call.
  std::optional<AnswerFault> after_call(std::string_view route, const CallContext& context,
                                        RuleCounts& counts) const;

  const Rules& rules() const { return rules_; }

 private:
  Following ruled(const SentMessage& message, const CallContext& context, RuleCounts& counts,
                  bool answering) const;
  Sequel life_of(const SentMessage& message, MagicNumber magic, const CallContext& context) const;
  Sequel story_of(const RuleStory& story, const SentMessage& message,
                  const CallContext& context) const;
  std::shared_ptr<const Script> life_script(const LifeShape& shape) const;
  std::shared_ptr<const Script> story_script(const RuleStory& story, Dialect dialect,
                                             ChatType chat) const;

  const Rules rules_;
  const MagicNumbers magic_;
  mutable std::mutex mutex_;  // Guards everything below.
  mutable std::map<LifeShape, std::shared_ptr<const Script>> lives_;
  mutable RuleScripts stories_;
};

}  // namespace ensaio
