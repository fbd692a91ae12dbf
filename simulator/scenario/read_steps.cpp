#include "simulator/scenario/read_steps.hpp"

#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"

namespace ensaio {
namespace {

std::optional<Action> read_action(Page& page, const WrittenStep& written) {
  switch (written.verb) {
    case Verb::Wait: {
      const auto span = written.value ? read_span(page, *written.value) : std::nullopt;
      return span ? std::optional<Action>(WaitStep{*span}) : std::nullopt;
    }
    case Verb::Call:
      return read_call(page, written);
    case Verb::Await:
      return read_await(page, written);
    case Verb::Together:
    case Verb::Parallel:
    case Verb::Shuffle:
    case Verb::Choose:
    case Verb::Repeat:
    case Verb::Use:
    case Verb::Outage:
      return read_group(page, written);
    default:
      return read_callback(page, written);
  }
}

void note_label(Page& page, const Node& label) {
  const auto [known, is_new] = page.names.labels.emplace(std::string(label.text()), label.mark());
  if (is_new) return;
  page.error(Code::DuplicateName, label,
             {.message = "a second step is labelled '" + known->first + "'",
              .note = "the first is in line " + std::to_string(known->second.line)});
}

/// `every` with `for`: the step, again and again, each time as if it stood in a `repeat`.
Step repeated(Step step, Offset every, Offset lasts) {
  Step outer{.place = step.place, .verb = Verb::Repeat, .intent = step.intent};
  RepeatStep repeat;
  repeat.times = rounds(every, lasts);
  repeat.every = every;
  repeat.lasts = lasts;
  if (step.modifiers && step.modifiers->at) {  // The rounds begin then; each has its own time.
    outer.modifiers = std::make_shared<const Modifiers>(Modifiers{.at = step.modifiers->at});
    Modifiers inner = *step.modifiers;
    inner.at.reset();
    step.modifiers = std::make_shared<const Modifiers>(std::move(inner));
  }
  repeat.steps.push_back(std::move(step));
  outer.action = std::move(repeat);
  return outer;
}

std::optional<Step> read_step(Page& page, const Node& node) {
  const auto written = written_step(node);
  if (!written) return std::nullopt;
  Step step{.place = page.place(written->key), .verb = written->verb};
  const bool is_map = node.is(NodeKind::Map);
  if (is_map) {
    step.label = text_at(node, "label");
    step.intent = text_at(node, "intent");
    if (const auto label = scalar_at(node, "label")) note_label(page, *label);
  }
  step.modifiers = read_modifiers(page, *written);
  auto action = read_action(page, *written);
  if (!action) return std::nullopt;
  step.action = *std::move(action);
  if (!is_map || !makes_callback(step.verb) || node.has("copies")) return step;
  const auto every = duration_at(node, "every");
  const auto lasts = duration_at(node, "for");
  if (every && lasts && *every > Offset::zero()) return repeated(std::move(step), *every, *lasts);
  return step;
}

/// `at` counts from the scenario's start, so it needs a list that begins there.
class AtOrder {
 public:
  AtOrder(const Page& page, Depth depth) : page_(page), depth_(depth) {}

  void check(const Node& step) {
    const auto node = step.is(NodeKind::Map) ? scalar_at(step, "at") : std::nullopt;
    const auto at = node ? parse_duration(node->text()) : std::nullopt;
    if (!at) return;
    if (depth_ == Depth::Inside) {
      page_.error(Code::AtOutOfOrder, *node,
                  {.message = "'at' stands in the outermost list only",
                   .hint = "use wait here",
                   .note = "it counts from the scenario's start"});
    } else if (*at < last_) {
      page_.error(Code::AtOutOfOrder, *node,
                  {.message = "'at' is earlier than the step before, at " + duration_text(last_),
                   .hint = "put the steps in order of time"});
    } else {
      last_ = *at;
    }
  }

 private:
  const Page& page_;
  Depth depth_;
  Offset last_{};
};

/// `overtake` is about the answer to the call that was awaited just before.
void check_overtake(const Page& page, const Node& step, const std::optional<WrittenStep>& before) {
  const auto overtake = step.is(NodeKind::Map) ? step.key("overtake") : std::nullopt;
  if (!overtake || text_at(step, "overtake") != "true") return;
  const bool after_call =
      before && before->verb == Verb::Await && before->value && before->value->is(NodeKind::Scalar);
  if (after_call) return;
  page.error(Code::NotAModifier, *overtake,
             {.message = "there is no answer here that it could overtake",
              .hint = "put it on the first step after an await of a call"});
}

}  // namespace

std::optional<WrittenStep> written_step(const Node& step) {
  if (step.is(NodeKind::Scalar)) {
    const auto verb = kVerbs.parse(step.text());
    return verb ? std::optional(WrittenStep{step, *verb, step}) : std::nullopt;
  }
  if (!step.is(NodeKind::Map)) return std::nullopt;
  std::optional<WrittenStep> written;
  for (const Node key : step) {
    const auto verb = kVerbs.parse(key.text());
    if (!verb) continue;
    if (written) return std::nullopt;
    written.emplace(WrittenStep{step, *verb, key, key.value()});
  }
  return written;
}

std::vector<Node> inner_lists(const WrittenStep& written) {
  std::vector<Node> lists;
  if (!written.value) return lists;
  const Node& value = *written.value;
  const auto add = [&](const std::optional<Node>& list) {
    if (list && list->is(NodeKind::List)) lists.push_back(*list);
  };
  switch (written.verb) {
    case Verb::Together:
    case Verb::Shuffle:
      add(value);
      break;
    case Verb::Parallel:
      if (!value.is(NodeKind::Map)) break;
      for (const Node name : value) add(name.value());
      break;
    case Verb::Choose:
      for (const Node& option : items_of(value)) add(option.find("steps"));
      break;
    case Verb::Repeat:
    case Verb::Outage:
      add(value.find("steps"));
      break;
    default:
      break;
  }
  return lists;
}

std::uint32_t rounds(Offset every, Offset lasts) {
  if (every <= Offset::zero() || lasts <= Offset::zero()) return 1;
  const auto whole = (lasts.count() + every.count() - 1) / every.count();
  return narrow(static_cast<std::uint64_t>(whole));
}

Steps read_steps(Page& page, const Node& list, Depth depth) {
  Steps steps;
  if (!list.is(NodeKind::List)) return steps;
  steps.reserve(list.size());
  AtOrder order(page, depth);
  std::optional<WrittenStep> before;
  for (const Node node : list) {
    order.check(node);
    check_overtake(page, node, before);
    before = written_step(node);
    if (auto step = read_step(page, node)) steps.push_back(*std::move(step));
  }
  return steps;
}

}  // namespace ensaio
