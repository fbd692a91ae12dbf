#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulator/document/values.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// So many calls are let through in each window of time; those beyond are refused.
struct CallLimit {
  std::uint64_t calls = 0;
  Offset window{};
};

/// `answer:` of a rule, as written: how our answer misbehaves, and for how long.
struct AnswerRule {
  std::optional<int> status{};
  std::optional<Span> delay{};
  std::uint64_t throughput = 0;  ///< Bytes a second; 0: all at once.
  bool empty = false;
  bool garbage = false;
  bool reset = false;
  std::optional<CallLimit> limit{};      ///< Only calls beyond it have the fault; 429 by default.
  std::optional<Offset> lasts{};         ///< Since the first call that the rule matched.
  std::optional<std::uint32_t> times{};  ///< So many calls have the fault.
};

/// What happens after a call: steps of the rule's own, or a scenario from another file.
struct RuleStory {
  Scenario scenario{};
  std::optional<ChatIndex> chat{};        ///< Whom the message was sent to.
  std::optional<MessageIndex> message{};  ///< What was sent.
  /// Who receives and reads where it was sent to a group, and a step does not say who.
  std::optional<ChatIndex> somebody{};
  /// `{{ message.text }}` is what was sent: the first of Scenario::saved.
  bool binds_text = false;
  bool overtake = false;  ///< Its first callback leaves before our answer.
};

/// "After this call, that." Each part is asked of the first rule that matches and has it.
struct Rule {
  std::string where{};                   ///< "rules.yaml:3", for journals.
  std::string after{};                   ///< A route, with `*` for anything.
  std::optional<std::string> phone{};    ///< Patterns, with `*` for anything.
  std::optional<std::string> message{};  ///< Of the text or caption.
  std::optional<AnswerRule> answer{};
  bool silent = false;                       ///< `steps: []`.
  std::shared_ptr<const RuleStory> story{};  ///< Null: it says nothing of what follows, or silence.
};

/// The story of a file that is played whole. Bound to a send are its chat and its message that are
/// called `chat` and `message`, else its only ones, whatever the file says of them.
RuleStory played_story(Scenario scenario);

/// `--play FILE`: the scenario is played once, by the first registration of a kind that it uses.
Rule play_rule(Scenario scenario);

/// Rules in their order.
struct Rules {
  std::vector<Rule> rules{};
};

}  // namespace ensaio
