#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "simulator/base/nearest.hpp"
#include "simulator/scenario/grammar_walk.hpp"
#include "simulator/scenario/scalar_hint.hpp"

// Records: maps whose keys the table knows.

namespace ensaio {
namespace {

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

std::string_view GrammarWalk::unknown_key(const Shape& record, const Node& map, const Node& key) {
  std::vector<Field> absent;  // What is there already was not meant.
  for (const Field& field : record.fields) {
    if (!map.has(field.name)) absent.push_back(field);
  }
  std::string_view word = meant_field(key.text(), absent);
  Finding finding{
      Code::UnknownKey, fmt::format("unknown key '{}'", shown(key.text())), "",
      fmt::format("keys of {}: {}", record.what, names_of(record.fields, &Field::name))};
  if (!word.empty()) {
    finding.hint = fmt::format("did you mean '{}'?", word);
  } else if (kVerbs.parse(key.text()) && field_of(record.fields, "steps") != nullptr) {
    finding.hint = fmt::format("a step: write \"- {}\" below 'steps:'", key.text());
    word = "steps";  // Nothing more needs to be said of those that are missing.
  } else if (absent.size() == 1 && record.fields.size() == 1) {
    word = absent.front().name;
    finding.hint = fmt::format("write {}: {}", word, absent.front().example);
  }
  tell(key, std::move(finding));
  return word;
}

void GrammarWalk::check_record(const Shape& shape, const Node& map) {
  std::vector<std::string_view> meant;
  for (const Node key : map) {
    if (const Field* field = field_of(shape.fields, key.text())) {
      check_field(*field, key);
    } else if (shape.item != nullptr) {
      check(*shape.item, key.value());
    } else {
      meant.push_back(unknown_key(shape, map, key));
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

}  // namespace ensaio
