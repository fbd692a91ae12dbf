#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "simulator/base/nearest.hpp"
#include "simulator/scenario/grammar_walk.hpp"
#include "simulator/scenario/scalar_hint.hpp"

namespace ensaio {
namespace {

bool stands_for_template(const Node& node) {
  return node.is(NodeKind::Scalar) && node.quoted() && node.text() == "{{ }}";
}

std::string found_text(const Node& node) {
  if (!node.is(NodeKind::Scalar)) return std::string(kNodeKinds.text(node.kind()));
  return fmt::format("'{}'", shown(node.text()));
}

/// Whether a shape takes nodes of this kind.
bool takes(const Shape& shape, const Node& node) {
  switch (shape.form) {
    case Form::Json:
      return true;
    case Form::Nothing:
      return node.is(NodeKind::Null);
    case Form::List:
      return node.is(NodeKind::List);
    case Form::Map:
    case Form::Record:
      return node.is(NodeKind::Map);
    case Form::OneOf:
      return std::ranges::any_of(shape.choices,
                                 [&](const Shape* choice) { return takes(*choice, node); });
    default:
      return node.is(NodeKind::Scalar);
  }
}

Written written(const Node& scalar) {
  return {scalar.text(), scalar_type(scalar), scalar.quoted()};
}

/// The first key of a map, where there is one: a better place for carets than a brace.
Node first_key(const Node& map) { return map.size() > 0 ? *map.begin() : map; }

bool is_present(std::string_view name, const Node& map, std::span<const std::string_view> meant) {
  return map.has(name) || std::ranges::find(meant, name) != meant.end();
}

}  // namespace

const Field* field_of(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

bool is_among(std::string_view word, std::string_view words) {
  const std::string small = lower(word);
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (lower(words.substr(0, end)) == small) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string_view meant_field(std::string_view word, std::span<const Field> fields) {
  std::vector<std::string_view> words;
  for (const Field& field : fields) {
    if (is_among(word, field.also)) return field.name;
    words.push_back(field.name);
  }
  return nearest(word, words).value_or("");
}

void GrammarWalk::tell(const Node& at, Finding finding, Severity severity) {
  constexpr std::size_t kMostTold = 1000;  // Nobody reads more.
  if (++told_ > kMostTold) return;
  problems_.push_back({.code = finding.code,
                       .severity = severity,
                       .file = file_,
                       .mark = at.mark(),
                       .width = at.width(),
                       .message = std::move(finding.message),
                       .hint = std::move(finding.hint),
                       .note = std::move(finding.note)});
}

bool GrammarWalk::names(std::string_view key, std::string_view name) const {
  constexpr std::size_t kFew = 1000;  // It only makes a message better: not worth a long search.
  const auto named = document_.find(key);
  if (!named || named->size() > kFew) return false;
  if (named->is(NodeKind::Map)) return named->has(name);
  if (!named->is(NodeKind::List)) return false;
  for (const Node item : *named) {
    if (item.text() == name) return true;
  }
  return false;
}

void GrammarWalk::check(const Shape& shape, const Node& node) {
  if (stands_for_template(node)) return;  // Told by the reader.
  if (shape.form == Form::Step) return check_step(*this, node);
  if (!takes(shape, node)) return wrong_kind(shape, node);
  switch (shape.form) {
    case Form::Json:
      return check_json(node);
    case Form::List:
      return check_list(shape, node);
    case Form::Map:
      return check_map(shape, node);
    case Form::Record:
      return check_record(shape, node);
    case Form::OneOf:
      return check_one_of(shape, node);
    case Form::Nothing:
      return;
    default:
      return check_scalar(shape, node);
  }
}

void GrammarWalk::wrong_kind(const Shape& shape, const Node& node) {
  Finding finding{Code::WrongType,
                  fmt::format("expected {}, found {}", what_of(shape), found_text(node)), "", ""};
  const bool wants_list = shape.form == Form::List && shape.item != nullptr;
  if (wants_list && node.is(NodeKind::Scalar) && takes(*shape.item, node) &&
      shape.item->form != Form::Step && !scalar_finding(*shape.item, written(node))) {
    finding.hint = fmt::format("write [{}]", shown(node.text()));
  } else if (wants_list && node.is(NodeKind::Map)) {
    finding.hint = "put \"- \" before each item";
  }
  tell(node, std::move(finding));
}

void GrammarWalk::check_scalar(const Shape& shape, const Node& node) {
  if (auto finding = scalar_finding(shape, written(node))) return tell(node, *std::move(finding));
  if (shape.form == Form::Text || shape.form == Form::Line) check_cut(node);
}

void GrammarWalk::check_cut(const Node& scalar) {
  if (!scalar.cut_by_comment()) return;
  tell(scalar,
       {Code::CutText, "YAML takes what follows the # for a comment",
        "put the whole text in quotes", ""},
       Severity::Warning);
}

void GrammarWalk::check_json(const Node& node) {
  if (node.is(NodeKind::List)) {
    for (const Node item : node) check_json(item);
  } else if (node.is(NodeKind::Map)) {
    for (const Node key : node) check_json(key.value());
  } else if (node.is(NodeKind::Scalar)) {
    constexpr Shape kAnything{.form = Form::Json};
    check_scalar(kAnything, node);
    check_cut(node);
  }
}

void GrammarWalk::check_count(const Shape& shape, const Node& node) {
  const std::size_t count = node.size();
  if (shape.least <= count && count <= shape.most) return;
  if (count == 0) {
    return tell(node, {Code::EmptyList, fmt::format("{} cannot be empty", what_of(shape)), "", ""});
  }
  const std::string wanted = shape.least == shape.most ? fmt::format("exactly {}", shape.least)
                             : count < shape.least     ? fmt::format("at least {}", shape.least)
                                                       : fmt::format("at most {}", shape.most);
  tell(node,
       {Code::WrongType, fmt::format("{} has {}, not {}", what_of(shape), wanted, count), "", ""});
}

void GrammarWalk::check_list(const Shape& shape, const Node& list) {
  check_count(shape, list);
  for (const Node item : list) check(*shape.item, item);
}

void GrammarWalk::check_map(const Shape& shape, const Node& map) {
  check_count(shape, map);
  for (const Node key : map) {
    if (auto finding = scalar_finding(*shape.key, {key.text(), ScalarType::Text, true})) {
      if (finding->code == Code::UnknownWord) finding->code = Code::UnknownKey;
      tell(key, *std::move(finding));
    } else {
      check(*shape.item, key.value());
    }
  }
}

/// One that takes this kind of node; a word that a map has as a key lacks only its value.
void GrammarWalk::check_one_of(const Shape& shape, const Node& node) {
  for (const Shape* choice : shape.choices) {
    if (!takes(*choice, node)) continue;
    if (!node.is(NodeKind::Scalar) || !scalar_finding(*choice, written(node))) {
      return check(*choice, node);
    }
    for (const Shape* other : shape.choices) {
      const Field* field = field_of(other->fields, node.text());
      if (field == nullptr) continue;
      return tell(node, {Code::WrongType, fmt::format("'{}' needs a value", field->name),
                         fmt::format("write {{ {}: {} }}", field->name, field->example), ""});
    }
    return check(*choice, node);
  }
}

std::string_view GrammarWalk::unknown_key(const Shape& record, const Node& key) {
  const std::string_view word = meant_field(key.text(), record.fields);
  Finding finding{
      Code::UnknownKey, fmt::format("unknown key '{}'", shown(key.text())), "",
      fmt::format("keys of {}: {}", record.what, names_of(record.fields, &Field::name))};
  if (!word.empty()) {
    finding.hint = fmt::format("did you mean '{}'?", word);
  } else if (kVerbs.parse(key.text()) && field_of(record.fields, "steps") != nullptr) {
    finding.hint = fmt::format("a step: write \"- {}\" below 'steps:'", key.text());
  }
  tell(key, std::move(finding));
  return word;
}

void GrammarWalk::check_record(const Shape& shape, const Node& map) {
  std::vector<std::string_view> meant;
  for (const Node key : map) {
    if (const Field* field = field_of(shape.fields, key.text())) {
      check(*field->shape, key.value());
    } else if (shape.item != nullptr) {
      check(*shape.item, key.value());
    } else {
      meant.push_back(unknown_key(shape, key));
    }
  }
  check_count(shape, map);
  check_present(shape, map, meant);
}

void GrammarWalk::check_present(const Shape& shape, const Node& map,
                                std::span<const std::string_view> meant) {
  for (const Field& field : shape.fields) {
    if (field.need != Need::Required || is_present(field.name, map, meant)) continue;
    tell(first_key(map), {Code::MissingKey, fmt::format("{} needs '{}'", shape.what, field.name),
                          fmt::format("add {}: {}", field.name, field.example), ""});
  }
  if (!check_choice(shape, map, meant)) return;
  for (const Node key : map) {
    const Field* field = field_of(shape.fields, key.text());
    if (field != nullptr) check_beside(*field, key, map, meant);
  }
}

bool GrammarWalk::check_choice(const Shape& shape, const Node& map,
                               std::span<const std::string_view> meant) {
  std::vector<std::string_view> choices;
  std::vector<std::string_view> present;
  for (const Field& field : shape.fields) {
    if (field.need != Need::OneOf) continue;
    choices.push_back(field.name);
    if (is_present(field.name, map, meant)) present.push_back(field.name);
  }
  if (choices.empty() || present.size() == 1) return true;
  if (present.empty()) {
    tell(first_key(map),
         {Code::MissingKey, fmt::format("{} needs one of {}", shape.what, fmt::join(choices, ", ")),
          "", ""});
    return true;
  }
  for (const Node key : map) {
    if (key.text() != present.back()) continue;
    tell(key, {Code::ExclusiveKeys,
               fmt::format("'{}' and '{}' exclude each other", present.front(), present.back()),
               "leave one out", ""});
  }
  return false;
}

void GrammarWalk::check_beside(const Field& field, const Node& key, const Node& map,
                               std::span<const std::string_view> meant) {
  std::vector<std::string_view> words;
  for (std::string_view rest = field.beside; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    if (is_present(words.back(), map, meant)) return;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (words.empty()) return;
  tell(key,
       {Code::MissingKey,
        fmt::format("'{}' needs '{}' beside it", field.name, fmt::join(words, "' or '")), "", ""});
}

void check_grammar(const Node& document, DocumentKind kind, const std::string& file,
                   Problems& problems) {
  GrammarWalk(document, file, problems).check(document_shape(kind), document);
}

}  // namespace ensaio
