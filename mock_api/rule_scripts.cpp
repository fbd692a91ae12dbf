#include "mock_api/rule_scripts.hpp"

#include <iterator>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/each_step.hpp"
#include "simulator/timeline/marking.hpp"
#include "simulator/timeline/said.hpp"

namespace ensaio {
namespace {

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

Problem placed(Problem problem, const Scenario& scenario, const Step& step) {
  problem.file = scenario.files[step.place.file];
  problem.mark = step.place.mark;
  problem.width = step.place.width;
  return problem;
}

/// Calls are what rules are asked about: what follows the next one is the next rule's.
Problem waits(const RuleStory& story, const Step& step) {
  return placed({.code = Code::BadRule,
                 .message = "what follows a call cannot wait for another",
                 .hint = "write a rule for that one"},
                story.scenario, step);
}

/// What is wrong with the step in the dialect of `scenario`.
std::optional<Problem> unsayable(const Scenario& scenario, const Step& step) {
  Marking marking(scenario);
  auto says = said(scenario, step, marking);
  if (says) return std::nullopt;
  return placed(says.error(), scenario, step);
}

/// Of a group it is somebody who receives and reads.
void name_reader(const RuleStory& story, ChatType chat, Step& step) {
  auto* status = std::get_if<StatusStep>(&step.action);
  const bool of_many = chat == ChatType::Group || chat == ChatType::Broadcast;
  if (!of_many || !story.somebody || status == nullptr) return;
  if (status->by.empty() && status->status != MessageStatus::Sent) status->by = {*story.somebody};
}

/// The first dialect's complaint, where every dialect has one.
std::optional<Problem> unsayable_anywhere(Scenario& scenario, const Step& step) {
  std::optional<Problem> first;
  for (const auto& row : kDialects) {
    scenario.dialect = row.value;
    auto problem = unsayable(scenario, step);
    if (!problem) return std::nullopt;
    if (!first) first = std::move(problem);
  }
  return first;
}

Problems problems_of(const RuleStory& story) {
  Problems problems;
  each_step(story.scenario.steps, [&](const Step& step) {
    if (std::holds_alternative<AwaitStep>(step.action)) problems.push_back(waits(story, step));
  });
  if (has_errors(problems)) return problems;
  problems = not_yet_playable(story.scenario);
  if (has_errors(problems)) return problems;
  Scenario scenario = story.scenario;
  each_step(story.scenario.steps, [&](const Step& step) {
    if (auto problem = unsayable_anywhere(scenario, step)) problems.push_back(*std::move(problem));
  });
  if (has_errors(problems)) return problems;
  auto compiled = script(told_in(story, story.scenario.dialect, ChatType::Private));
  return compiled ? problems : compiled.error();
}

}  // namespace

Scenario told_in(const RuleStory& story, Dialect dialect, ChatType chat) {
  Scenario scenario = story.scenario;
  scenario.dialect = dialect;
  if (story.chat) scenario.chats[*story.chat].type = chat;
  Steps steps = std::move(scenario.steps);
  scenario.steps.clear();
  // It stays as a wait of no time: those beside it keep their places, and so what they draw.
  each_step(steps, [&](Step& step) {
    name_reader(story, chat, step);
    if (unsayable(scenario, step)) step.action = WaitStep{Offset::zero()};
  });
  scenario.steps = std::move(steps);
  return scenario;
}

Problems rule_problems(const Rules& rules) {
  Problems problems;
  for (const Rule& rule : rules.rules) {
    if (rule.story) append(problems, problems_of(*rule.story));
  }
  return problems;
}

const std::shared_ptr<const Script>& RuleScripts::of(const RuleStory& story, Dialect dialect,
                                                     ChatType chat) {
  auto& known = made_[{&story, dialect, chat}];
  if (!known) {
    auto compiled = script(told_in(story, dialect, chat));
    known =
        std::make_shared<const Script>(compiled ? *std::move(compiled) : Script{.beats = {Beat{}}});
  }
  return known;
}

}  // namespace ensaio
