#pragma once

#include <memory>
#include <string>

#include "simulator/scenario/read_scenario.hpp"
#include "simulator/scenario/rules.hpp"

namespace ensaio {

/// Adds the rules of a document to `rules`, and every problem of their meaning to `problems`. The
/// grammar has checked their shape.
void read_rules(const Node& document, const Sources& sources, Rules& rules, Problems& problems);

/// `answer:` of a rule (read_rule_answer.cpp).
AnswerRule read_rule_answer(const Node& answer, const std::string& file, Problems& problems);

/// The story that a rule's own `steps` tell (read_rule_story.cpp). `name` is what its drawings are
/// keyed by.
std::shared_ptr<const RuleStory> read_own_story(const Node& rule, const Rule& made,
                                                std::string name, const Sources& sources,
                                                Problems& problems);

/// The story of the file at `path`; null, and a problem, where it cannot be played.
std::shared_ptr<const RuleStory> read_played_story(const Node& path, const Sources& sources,
                                                   Problems& problems);

}  // namespace ensaio
