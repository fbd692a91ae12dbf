#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_steps.hpp"
#include "simulator/scenario/use.hpp"

// The steps that hold steps.

namespace ensaio {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Steps inner_steps(Page& page, const Node& map) {
  const auto list = map.find("steps");
  return list ? read_steps(page, *list, Depth::Inside) : Steps{};
}

ParallelStep read_parallel(Page& page, const Node& value) {
  ParallelStep step;
  if (!value.is(NodeKind::Map)) return step;
  for (const Node name : value) {
    step.branches.push_back(
        {std::string(name.text()), read_steps(page, name.value(), Depth::Inside)});
  }
  return step;
}

ChooseStep read_choose(Page& page, const Node& value) {
  ChooseStep step;
  for (const Node& option : items_of(value)) {
    const auto weight = narrow(unsigned_at(option, "weight").value_or(1));
    step.options.push_back({weight, inner_steps(page, option)});
  }
  return step;
}

RepeatStep read_repeat(Page& page, const Node& value) {
  RepeatStep step;
  step.every = duration_at(value, "every").value_or(Offset::zero());
  step.lasts = duration_at(value, "for").value_or(Offset::zero());
  step.times = rounds(step.every, step.lasts);
  if (const auto times = unsigned_at(value, "times")) step.times = narrow(*times);
  step.steps = inner_steps(page, value);
  return step;
}

/// The step of `steps` that is labelled so; nothing, and a problem, where none is.
std::optional<std::uint32_t> labelled(const Page& page, const Steps& steps, const Node& label) {
  std::vector<std::string_view> known;
  for (std::uint32_t i = 0; i < steps.size(); ++i) {
    const Step* step = &steps[i];
    const auto* repeat = std::get_if<RepeatStep>(&step->action);
    const bool wraps = repeat != nullptr && step->label.empty() && repeat->steps.size() == 1;
    if (wraps) step = &repeat->steps.front();  // `every` with `for`: the label is the inner one's.
    if (step->label == label.text()) return i;
    if (!step->label.empty()) known.emplace_back(step->label);
  }
  page.error(Code::UnknownLabel, label,
             {.message = "no step right inside this shuffle is labelled '" +
                         std::string(label.text()) + "'",
              .hint = did_you_mean(label.text(), known),
              .note = known.empty() ? "label the steps that keep names"
                                    : "labels here: " + listed(known)});
  return std::nullopt;
}

/// Whether `to` must come after `from`, by way of any pairs.
bool leads_to(const Pairs& pairs, std::uint32_t from, std::uint32_t to, std::size_t count) {
  std::vector<bool> seen(count);
  std::vector<std::uint32_t> open{from};
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (at == to) return true;
    if (seen[at]) continue;
    seen[at] = true;
    for (const auto& [first, second] : pairs) {
      if (first == at) open.push_back(second);
    }
  }
  return false;
}

void read_keep(const Page& page, const Node& keep, ShuffleStep& shuffle) {
  for (const Node& pair : items_of(keep)) {
    const auto labels = scalars_of(pair);
    if (labels.size() != 2) continue;
    const auto first = labelled(page, shuffle.steps, labels[0]);
    const auto second = labelled(page, shuffle.steps, labels[1]);
    if (!first || !second) continue;
    if (leads_to(shuffle.keep, *second, *first, shuffle.steps.size())) {
      page.error(Code::BadKeep, labels[0],
                 {.message = "'" + std::string(labels[0].text()) + "' cannot come before '" +
                             std::string(labels[1].text()) + "': the pairs so far say otherwise"});
      continue;
    }
    shuffle.keep.emplace_back(*first, *second);
  }
}

}  // namespace

std::optional<Action> read_group(Page& page, const WrittenStep& written) {
  if (!written.value) return std::nullopt;
  const Node& value = *written.value;
  switch (written.verb) {
    case Verb::Together:
      page.not_yet(written.key, "together");
      return GroupStep{read_steps(page, value, Depth::Inside), {}};
    case Verb::Outage:
      page.not_yet(written.key, "outage");
      return GroupStep{inner_steps(page, value),
                       duration_at(value, "for").value_or(Offset::zero())};
    case Verb::Use:
      return GroupStep{used_steps(page, value), {}};
    case Verb::Parallel:
      return read_parallel(page, value);
    case Verb::Choose:
      return read_choose(page, value);
    case Verb::Repeat:
      return read_repeat(page, value);
    default: {
      ShuffleStep shuffle{.steps = read_steps(page, value, Depth::Inside)};
      if (const auto keep = written.step.find("keep")) read_keep(page, *keep, shuffle);
      return shuffle;
    }
  }
}

}  // namespace ensaio
