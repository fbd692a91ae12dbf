#pragma once

#include <optional>
#include <string>

#include "simulator/scenario/read_scenario.hpp"
#include "simulator/scenario/rules.hpp"

namespace ensaio {

/// Adds the rules of a document to `rules`, and every problem of their meaning to `problems`. The
/// grammar has checked their shape.
void read_rules(const Node& document, const Sources& sources, Rules& rules, Problems& problems);

/// `answer:` of a rule (read_rule_answer.cpp).
AnswerRule read_rule_answer(const Node& answer, const std::string& file, Problems& problems);

}  // namespace ensaio
