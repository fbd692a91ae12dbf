#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "simulator/grammar/grammar_walk.hpp"
#include "simulator/grammar/scalar_hint.hpp"

namespace ensaio {
namespace {

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

}  // namespace

void GrammarWalk::tell(const Node& at, Finding finding, Severity severity) {
  ++told_;
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
  constexpr std::size_t kMostTold = 1000;  // Nobody reads more.
  if (told_ >= kMostTold || node.stands_in()) return;
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

void GrammarWalk::check_field(const Field& field, const Node& key) {
  check_value(*field.shape, key, field.example);
}

void GrammarWalk::check_value(const Shape& shape, const Node& key, std::string_view example) {
  const Node value = key.value();
  const bool missing = value.is(NodeKind::Null) && !value.stands_in() && !takes(shape, value);
  const std::string hint = fmt::format("write {}: {}", key.text(), example);
  if (missing) {
    return tell(
        key, {Code::WrongType, fmt::format("'{}' needs {}", key.text(), what_of(shape)), hint, ""});
  }
  const std::size_t before = told_;
  check(shape, value);
  if (told_ == before || takes(shape, value) || !problems_.back().hint.empty()) return;
  problems_.back().hint = hint;
}

void GrammarWalk::wrong_kind(const Shape& shape, const Node& node) {
  Finding finding{Code::WrongType,
                  fmt::format("expected {}, found {}", what_of(shape), found_text(node)), "", ""};
  const bool wants_list = shape.form == Form::List && shape.item != nullptr;
  if (wants_list && shape.least <= 1 && node.is(NodeKind::Scalar) && takes(*shape.item, node) &&
      shape.item->form != Form::Step && !scalar_finding(*shape.item, written(node))) {
    finding.hint = fmt::format("write [{}]", shown(node.text()));
  } else if (wants_list && node.is(NodeKind::Map)) {
    finding.hint = "put \"- \" before each item";
  }
  tell(node, std::move(finding));
}

void GrammarWalk::check_scalar(const Shape& shape, const Node& node) {
  if (auto finding = scalar_finding(shape, written(node))) return tell(node, *std::move(finding));
  if (shape.form == Form::Text || shape.form == Form::Line || shape.form == Form::HeaderValue) {
    check_cut(node);
  }
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
  const bool few = count < shape.least;
  const std::uint64_t bound = few ? shape.least : shape.most;
  const char* how = shape.least == shape.most ? "exactly" : few ? "at least" : "at most";
  const char* of = node.is(NodeKind::List) ? "item" : "key";
  tell(node, {Code::WrongType,
              fmt::format("{} has {} {} {}{}, not {}", what_of(shape), how, bound, of,
                          bound == 1 ? "" : "s", count),
              "", ""});
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

void GrammarWalk::check_one_of(const Shape& shape, const Node& node) {
  for (const Shape* choice : shape.choices) {
    if (!takes(*choice, node)) continue;
    if (choice->form != Form::Word) return check(*choice, node);
    if (const auto finding = scalar_finding(*choice, written(node))) {
      check_word_or_key(shape, *finding, node);
    }
    return;
  }
}

/// A word that is not known: one that a map has as a key lacks only its value.
void GrammarWalk::check_word_or_key(const Shape& shape, Finding finding, const Node& node) {
  for (const Shape* other : shape.choices) {
    if (other->fields.empty()) continue;
    finding.note += fmt::format("; as a map: {}", names_of(other->fields, &Field::name));
    const std::string_view word = meant_field(node.text(), other->fields);
    if (word.empty() || !finding.hint.empty()) continue;
    if (word == node.text()) finding.message = fmt::format("'{}' needs a value", word);
    finding.hint = fmt::format("write {{ {}: {} }}", word, field_of(other->fields, word)->example);
  }
  tell(node, std::move(finding));
}

void check_grammar(const Node& document, DocumentKind kind, const std::string& file,
                   Problems& problems) {
  GrammarWalk(document, file, problems).check(document_shape(kind), document);
}

}  // namespace ensaio
