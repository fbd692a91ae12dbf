#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "simulator/base/nearest.hpp"
#include "simulator/scenario/grammar_walk.hpp"
#include "simulator/scenario/scalar_hint.hpp"

namespace ensaio {
namespace {

const VerbRow* verb_of(std::string_view word) {
  const auto verb = kVerbs.parse(word);
  return verb ? &verbs()[static_cast<std::size_t>(*verb)] : nullptr;
}

const VerbRow* meant_verb(std::string_view word) {
  std::vector<std::string_view> words;
  for (const VerbRow& row : verbs()) {
    if (is_among(word, row.also)) return &row;
    words.push_back(row.name());
  }
  const auto near = nearest(word, words);
  return near ? verb_of(*near) : nullptr;
}

std::vector<std::string_view> verbs_of(VerbGroup group) {
  std::vector<std::string_view> names;
  for (const VerbRow& row : verbs()) {
    if (row.group == group) names.push_back(row.name());
  }
  return names;
}

/// "for a message: sent, received, read".
std::string group_text(VerbGroup group) {
  return fmt::format("{}: {}", kVerbGroups.text(group), names_of(verbs_of(group), std::identity{}));
}

std::string every_group() {
  std::string note = "steps ";
  for (const auto& row : kVerbGroups) {
    if (row.value != VerbGroup{}) note += "; ";
    note += group_text(row.value);
  }
  return note;
}

/// The steps that somebody may have looked for: by the word that is near, else by what follows.
std::string allowed_steps(const GrammarWalk& walk, const VerbRow* meant,
                          const std::optional<Node>& object) {
  std::optional<VerbGroup> group;
  if (meant != nullptr) {
    group = meant->group;
  } else if (object && object->is(NodeKind::Scalar)) {
    if (walk.names("messages", object->text())) group = VerbGroup::Status;
    if (walk.names("chats", object->text())) group = VerbGroup::Presence;
  }
  return group ? "steps " + group_text(*group) : every_group();
}

void tell_unknown(GrammarWalk& walk, const Node& word, const std::optional<Node>& object) {
  const VerbRow* meant = meant_verb(word.text());
  Finding finding{Code::UnknownStep, fmt::format("unknown step '{}'", shown(word.text())), "",
                  allowed_steps(walk, meant, object)};
  if (meant != nullptr) finding.hint = fmt::format("did you mean '{}'?", meant->name());
  walk.tell(word, std::move(finding));
}

std::string with_object(const VerbRow& verb) {
  return fmt::format("write {}: {}", verb.name(), verb.example);
}

void tell_no_object(GrammarWalk& walk, const Node& at, const VerbRow& verb) {
  walk.tell(at, {Code::MissingKey, fmt::format("'{}' needs {}", verb.name(), what_of(*verb.object)),
                 with_object(verb), ""});
}

/// `- connected`, and what else somebody may write without a colon, or with one but no space.
void check_word(GrammarWalk& walk, const Node& word) {
  const std::string_view text = word.text();
  if (const VerbRow* verb = verb_of(text)) {
    if (!verb->bare) tell_no_object(walk, word, *verb);
    return;
  }
  const std::size_t end = text.find_first_of(": ");
  const VerbRow* begun = end == std::string_view::npos ? nullptr : verb_of(text.substr(0, end));
  if (begun == nullptr) return tell_unknown(walk, word, std::nullopt);
  const std::size_t rest = std::min(text.find_first_not_of(": ", end), text.size());
  walk.tell(word,
            {Code::WrongType, "between a step's word and its object stand a colon and a space",
             fmt::format("write {}: {}", begun->name(), shown(text.substr(rest))), ""});
}

std::string modifiers_note(const VerbRow& verb) {
  std::string names;
  for (const ModifierSet* set : verb.modifiers) {
    if (set == nullptr) continue;
    if (!names.empty()) names += ", ";
    names += names_of(set->fields, &Field::name);
  }
  return fmt::format("modifiers of '{}': {}", verb.name(), names);
}

/// The modifier of that name of any verb; null where there is none.
const Field* any_modifier(std::string_view name) {
  for (const VerbRow& row : verbs()) {
    if (const Field* field = modifier_of(row, name)) return field;
  }
  return nullptr;
}

std::vector<Field> modifiers_of(const VerbRow& verb) {
  std::vector<Field> fields;
  for (const ModifierSet* set : verb.modifiers) {
    if (set != nullptr) fields.insert(fields.end(), set->fields.begin(), set->fields.end());
  }
  return fields;
}

/// A key that is no modifier of the verb: of others, or of none. Answers what was meant.
std::string_view tell_no_modifier(GrammarWalk& walk, const Node& key, const VerbRow& verb) {
  if (any_modifier(key.text()) != nullptr) {
    walk.tell(key, {Code::NotAModifier,
                    fmt::format("'{}' is no modifier of '{}'", key.text(), verb.name()), "",
                    modifiers_note(verb)});
    return {};
  }
  const std::string_view word = meant_field(key.text(), modifiers_of(verb));
  Finding finding{Code::UnknownKey, fmt::format("unknown modifier '{}'", shown(key.text())), "",
                  modifiers_note(verb)};
  if (!word.empty()) finding.hint = fmt::format("did you mean '{}'?", word);
  walk.tell(key, std::move(finding));
  return word;
}

/// A step whose verb is known: its object, its modifiers, and no second verb.
void check_with_verb(GrammarWalk& walk, const Node& step, const Node& word, const VerbRow& verb) {
  std::vector<std::string_view> meant;
  bool several = false;
  for (const Node key : step) {
    if (key.text() == word.text()) {
      const bool missing = key.value().is(NodeKind::Null) && !key.value().stands_in() &&
                           verb.object->form != Form::Json;
      if (!missing) walk.check_value(*verb.object, key, verb.example);
      if (missing && !verb.bare) tell_no_object(walk, key, verb);
    } else if (const VerbRow* second = verb_of(key.text())) {
      several = true;
      walk.tell(key, {Code::SeveralVerbs,
                      fmt::format("'{}' and '{}' in one step", verb.name(), second->name()),
                      fmt::format("write \"- {}:\" as a step of its own", second->name()), ""});
    } else if (const Field* field = modifier_of(verb, key.text())) {
      walk.check_field(*field, key);
    } else if (const Field* other = any_modifier(key.text()); other != nullptr && several) {
      walk.check(*other->shape, key.value());  // The second verb's, most likely.
    } else {
      meant.push_back(tell_no_modifier(walk, key, verb));
    }
  }
  for (const Node key : step) {
    const Field* field = modifier_of(verb, key.text());
    if (field != nullptr) walk.check_beside(*field, key, step, meant);
  }
}

/// A step whose verb nobody knows: the first key that is no modifier was meant to be it.
void check_without_verb(GrammarWalk& walk, const Node& step) {
  bool told = false;
  for (const Node key : step) {
    if (const Field* field = any_modifier(key.text())) {
      walk.check(*field->shape, key.value());
    } else if (!told) {
      told = true;
      tell_unknown(walk, key, key.value());
    } else {
      const std::string_view word = meant_field(key.text(), modifiers_of(*verb_of("sent")));
      Finding finding{Code::UnknownKey, fmt::format("unknown modifier '{}'", shown(key.text())), "",
                      ""};
      if (!word.empty()) finding.hint = fmt::format("did you mean '{}'?", word);
      walk.tell(key, std::move(finding));
    }
  }
  if (told) return;
  const Node at = step.size() > 0 ? *step.begin() : step;
  walk.tell(at, {Code::UnknownStep, "this step has no verb", "", every_group()});
}

}  // namespace

void check_step(GrammarWalk& walk, const Node& item) {
  if (item.is(NodeKind::Scalar)) return check_word(walk, item);
  if (!item.is(NodeKind::Map)) {
    return walk.tell(item, {Code::WrongType,
                            fmt::format("expected a step, found {}", kNodeKinds.text(item.kind())),
                            "write a verb and its object: \"- sent: m1\"", ""});
  }
  for (const Node key : item) {
    if (const VerbRow* verb = verb_of(key.text())) return check_with_verb(walk, item, key, *verb);
  }
  check_without_verb(walk, item);
}

}  // namespace ensaio
