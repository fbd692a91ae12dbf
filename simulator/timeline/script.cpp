#include "simulator/timeline/script.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "simulator/base/overloaded.hpp"
#include "simulator/base/random.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/timeline/marking.hpp"
#include "simulator/timeline/placed.hpp"
#include "simulator/timeline/press.hpp"
#include "simulator/timeline/said.hpp"
#include "simulator/timeline/span.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {
namespace {

/// The step that stands for its own repeat: `sent: m1` with `every: 1s, for: 10s`. The loader puts
/// both at the same place. Null of a repeat that was written as one.
const Step* repeated_step(const Step& step, const RepeatStep& repeat) {
  if (repeat.steps.size() != 1) return nullptr;
  const Step& inner = repeat.steps.front();
  const bool same_place = inner.place.file == step.place.file &&
                          inner.place.mark.line == step.place.mark.line &&
                          inner.place.mark.column == step.place.mark.column;
  return same_place ? &inner : nullptr;
}

/// How long all of a group may take. A step that sends keeps its `expect` in its line.
std::optional<Offset> limit_of(const Step& step) {
  const bool is_group = std::holds_alternative<GroupStep>(step.action) ||
                        std::holds_alternative<ParallelStep>(step.action) ||
                        std::holds_alternative<ShuffleStep>(step.action) ||
                        std::holds_alternative<ChooseStep>(step.action) ||
                        std::holds_alternative<RepeatStep>(step.action);
  if (!is_group || !step.modifiers || !step.modifiers->expect) return std::nullopt;
  return step.modifiers->expect->within;
}

/// Turns the steps of a scenario into beats and lines.
class Writer {
 public:
  explicit Writer(const Scenario& scenario)
      : scenario_(scenario), marking_(scenario), press_(scenario, marking_, script_) {}

  Result<Script, Problems> write();

 private:
  /// The beat of one step; its position is "3", or "4.2" inside the fourth.
  std::uint32_t beat(const Step& step, const std::string& position);
  std::uint64_t key(const Step& step, const std::string& position);
  void fill(Beat& made, const Step& step, const std::string& position);
  void note_limit(const Step& step, const std::string& position, std::uint32_t first_line);
  void fill_repeat(Beat& made, const Step& step, const std::string& position);
  void fill_await(Beat& made, const Step& step, const std::string& position);
  std::uint32_t name(const Step& step, const std::string& position);
  void write_tallies();
  void fill_sends(Beat& made, const Step& step, const std::string& position);
  std::uint32_t row(const Steps& steps, const std::string& position);
  std::vector<std::uint32_t> beats(const Steps& steps, const std::string& position);
  void adopt(Beat& made, const std::vector<std::uint32_t>& children);

  void write_story(std::vector<std::uint32_t>& story);
  void complain(Problem problem, const Step& step);

  const Scenario& scenario_;
  Script script_;
  Problems problems_;
  Marking marking_;
  Press press_;
  const std::string* intent_ = nullptr;  ///< Of the group around; null: none.
  std::uint32_t repeats_ = 0;            ///< That are around.
  std::uint64_t key_ = 0;                ///< Of the scenario's name.
  std::unordered_map<std::string_view, std::uint32_t> labels_;  ///< How often each was met.
};

void Writer::complain(Problem problem, const Step& step) {
  problems_.push_back(placed(std::move(problem), scenario_, step.place));
}

Result<Script, Problems> Writer::write() {
  script_.name = scenario_.name;
  script_.env = scenario_.env;
  script_.saved = scenario_.saved;
  script_.pace = scenario_.pace;
  script_.message_ids = marking_.first_id(scenario_.messages.size());
  key_ = mixed(0, scenario_.name);
  script_.steps.reserve(scenario_.steps.size());  // A long story is mostly a long list: its array
  script_.lines.reserve(scenario_.steps.size());  // is made once, not doubled again and again.
  script_.beats.emplace_back();
  std::vector<std::uint32_t> story;
  write_story(story);
  Beat whole;
  adopt(whole, story);
  script_.beats.front() = whole;
  write_tallies();
  if (!problems_.empty()) return std::move(problems_);
  return std::move(script_);
}

/// The outermost list: the only one where a step may have a time.
void Writer::write_story(std::vector<std::uint32_t>& story) {
  Offset known{};  // The earliest time at which all before can be done.
  for (std::size_t i = 0; i < scenario_.steps.size(); ++i) {
    const Step& step = scenario_.steps[i];
    if (const auto at = step.modifiers ? step.modifiers->at : std::nullopt) {
      if (*at < known) {
        complain({.code = Code::AtOutOfOrder,
                  .message = "at " + duration_text(*at) + " is earlier than the step before",
                  .hint = "that cannot be before " + duration_text(known)},
                 step);
      }
      known = std::max(known, *at);
      story.push_back(static_cast<std::uint32_t>(script_.beats.size()));
      script_.beats.push_back(Beat{.what = Beat::Do::At, .time = *at});
    }
    story.push_back(beat(step, std::to_string(i + 1)));
    known = later(known, shortest(script_, story.back()));
  }
}

/// A file that is used twice brings its labels twice: the second has draws of its own.
std::uint64_t Writer::key(const Step& step, const std::string& position) {
  if (step.label.empty()) return mixed(mixed(key_, "position"), position);
  const std::uint64_t key = mixed(mixed(key_, "label"), step.label);
  const std::uint32_t before = labels_[step.label]++;
  return before == 0 ? key : mixed(key, before);
}

std::uint32_t Writer::beat(const Step& step, const std::string& position) {
  const auto index = static_cast<std::uint32_t>(script_.beats.size());
  script_.beats.emplace_back();
  Beat made;
  made.key = key(step, position);
  const std::string* around = intent_;
  if (!step.intent.empty()) intent_ = &step.intent;
  const auto first_line = static_cast<std::uint32_t>(script_.lines.size());
  fill(made, step, position);
  note_limit(step, position, first_line);
  intent_ = around;
  script_.beats[index] = made;
  return index;
}

void Writer::note_limit(const Step& step, const std::string& position, std::uint32_t first_line) {
  const auto within = limit_of(step);
  if (!within) return;
  const auto lines = static_cast<std::uint32_t>(script_.lines.size()) - first_line;
  script_.timed.push_back(
      {.name = {position, step.label, intent_ == nullptr ? std::string() : *intent_, step.place},
       .within = *within,
       .first_line = first_line,
       .lines = lines,
       .repeats = repeats_});
}

void Writer::fill(Beat& made, const Step& step, const std::string& position) {
  std::visit(
      Overloaded{
          [&](const WaitStep& wait) {
            made.what = Beat::Do::Wait;
            made.index = static_cast<std::uint32_t>(script_.spans.size());
            script_.spans.push_back(wait.span);
          },
          [&](const GroupStep& group) { adopt(made, beats(group.steps, position)); },
          [&](const ParallelStep& parallel) {
            made.what = Beat::Do::Parallel;
            std::vector<std::uint32_t> branches;
            for (const Branch& branch : parallel.branches) {
              branches.push_back(row(branch.steps, position + '.' + branch.name));
            }
            adopt(made, branches);
          },
          [&](const ShuffleStep& shuffle) {
            made.what = Beat::Do::Shuffle;
            made.index = static_cast<std::uint32_t>(script_.keeps.size());
            script_.keeps.push_back(shuffle.keep);
            adopt(made, beats(shuffle.steps, position));
          },
          [&](const ChooseStep& choose) {
            made.what = Beat::Do::Choose;
            std::vector<std::uint32_t> weights;
            std::vector<std::uint32_t> options;
            for (const Option& option : choose.options) {
              weights.push_back(option.weight);
              options.push_back(row(option.steps, position + '.' + std::to_string(weights.size())));
            }
            made.index = static_cast<std::uint32_t>(script_.weights.size());
            script_.weights.push_back(std::move(weights));
            adopt(made, options);
          },
          [&](const RepeatStep&) { fill_repeat(made, step, position); },
          [&](const AwaitStep&) { fill_await(made, step, position); },
          [&](const auto&) { fill_sends(made, step, position); },
      },
      step.action);
}

void Writer::fill_repeat(Beat& made, const Step& step, const std::string& position) {
  const auto& repeat = std::get<RepeatStep>(step.action);
  made.what = Beat::Do::Repeat;
  made.times = repeat.times;
  made.time = repeat.every;
  ++repeats_;
  if (const Step* inner = repeated_step(step, repeat)) {
    adopt(made, {beat(*inner, position)});
    made.key = script_.beats[script_.children[made.first]].key;
  } else {
    adopt(made, beats(repeat.steps, position));
  }
  --repeats_;
}

std::uint32_t Writer::row(const Steps& steps, const std::string& position) {
  const auto index = static_cast<std::uint32_t>(script_.beats.size());
  script_.beats.emplace_back();
  Beat made;
  adopt(made, beats(steps, position));
  script_.beats[index] = made;
  return index;
}

std::vector<std::uint32_t> Writer::beats(const Steps& steps, const std::string& position) {
  std::vector<std::uint32_t> made;
  made.reserve(steps.size());
  for (const Step& step : steps) {
    made.push_back(beat(step, position + '.' + std::to_string(made.size() + 1)));
  }
  return made;
}

void Writer::adopt(Beat& made, const std::vector<std::uint32_t>& children) {
  made.first = static_cast<std::uint32_t>(script_.children.size());
  made.count = static_cast<std::uint32_t>(children.size());
  script_.children.insert(script_.children.end(), children.begin(), children.end());
}

std::uint32_t Writer::name(const Step& step, const std::string& position) {
  script_.steps.push_back(
      {position, step.label, intent_ == nullptr ? std::string() : *intent_, step.place});
  return static_cast<std::uint32_t>(script_.steps.size() - 1);
}

void Writer::fill_await(Beat& made, const Step& step, const std::string& position) {
  made.what = Beat::Do::Await;
  made.index = static_cast<std::uint32_t>(script_.awaits.size());
  auto await = press_.await(std::get<AwaitStep>(step.action));
  if (!await) return complain(await.error(), step);
  await->step = name(step, position);
  script_.awaits.push_back(*std::move(await));
}

void Writer::write_tallies() {
  for (const ExpectedCalls& expected : scenario_.expect.calls) {
    auto tally = press_.tally(expected);
    if (tally) {
      script_.tallies.push_back(*std::move(tally));
    } else {
      problems_.push_back(placed(tally.error(), scenario_, scenario_.place));
    }
  }
}

void Writer::fill_sends(Beat& made, const Step& step, const std::string& position) {
  auto sayings = said(scenario_, step, marking_);
  if (!sayings) return complain(sayings.error(), step);
  const std::uint32_t name = this->name(step, position);
  const bool overtakes = step.modifiers && step.modifiers->overtake && !script_.awaits.empty();
  if (overtakes)
    script_.awaits.back().overtaken = true;  // The step before: the loader has seen to.
  std::vector<std::uint32_t> says;
  for (const Said& one : *sayings) {
    auto line = press_.line(step, one);
    if (!line) return complain(line.error(), step);
    line->step = name;
    const Beat say{.what = Beat::Do::Say,
                   .index = static_cast<std::uint32_t>(script_.lines.size()),
                   .key = says.empty() ? made.key : mixed(made.key, says.size())};
    script_.lines.push_back(*std::move(line));
    if (sayings->size() == 1) {
      made = say;
      return;
    }
    says.push_back(static_cast<std::uint32_t>(script_.beats.size()));
    script_.beats.push_back(say);
  }
  adopt(made, says);
}

}  // namespace

Result<Script, Problems> script(const Scenario& scenario) { return Writer(scenario).write(); }

}  // namespace ensaio
