#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/scenario/codes.hpp"
#include "simulator/scenario/grammar_table.hpp"
#include "simulator/scenario/scalar_form.hpp"
#include "simulator/scenario/tree.hpp"

namespace ensaio {

/// Goes through a document along the table and tells every place where the two part.
class GrammarWalk {
 public:
  /// All three must outlive it.
  GrammarWalk(const Node& document, const std::string& file, Problems& problems)
      : document_(document), file_(file), problems_(problems) {}

  /// Whether `node` has the shape, down to its leaves.
  void check(const Shape& shape, const Node& node);

  /// Whether the value at `key` has the shape of `field`; an example helps where it has not.
  void check_field(const Field& field, const Node& key);

  /// The same for any shape with a name and an example.
  void check_value(const Shape& shape, const Node& key, std::string_view example);

  /// Whether what `field` needs beside it, the field at `key`, is in the map. `meant` are the keys
  /// that misspelt ones most likely are: they count as present.
  void check_beside(const Field& field, const Node& key, const Node& map,
                    std::span<const std::string_view> meant);

  void tell(const Node& at, Finding finding, Severity severity = Severity::Error);

  /// Whether the document names a chat or a message so, in its map or list at `key`. Not looked
  /// for where there are very many.
  bool names(std::string_view key, std::string_view name) const;

 private:
  void check_list(const Shape& shape, const Node& list);
  void check_map(const Shape& shape, const Node& map);
  void check_record(const Shape& shape, const Node& map);
  void check_present(const Shape& shape, const Node& map, std::span<const std::string_view> meant);
  bool check_choice(const Shape& shape, const Node& map, std::span<const std::string_view> meant);
  void check_count(const Shape& shape, const Node& node);
  void check_one_of(const Shape& shape, const Node& node);
  void check_word_or_key(const Shape& shape, Finding finding, const Node& node);
  void check_scalar(const Shape& shape, const Node& node);
  void check_json(const Node& node);
  void check_cut(const Node& scalar);
  std::string_view unknown_key(const Shape& record, const Node& map, const Node& key);
  void wrong_kind(const Shape& shape, const Node& node);

  const Node& document_;
  const std::string& file_;
  Problems& problems_;
  std::size_t told_ = 0;
};

/// Whether `item` is a step: a verb, and modifiers that it takes (step_check.cpp).
void check_step(GrammarWalk& walk, const Node& item);

/// The field of that name; null where there is none.
const Field* field_of(std::span<const Field> fields, std::string_view name);

/// The name of the field that `word` most likely meant: one that people write so, or the nearest.
/// Empty where there is none.
std::string_view meant_field(std::string_view word, std::span<const Field> fields);

/// Whether `word` is among the words of `words`, which spaces divide, whatever its case.
bool is_among(std::string_view word, std::string_view words);

/// "a, b, c": the names of fields or verbs.
template <class Rows, class Name>
std::string names_of(const Rows& rows, Name name) {
  std::string out;
  for (const auto& row : rows) {
    if (!out.empty()) out += ", ";
    out += std::invoke(name, row);
  }
  return out;
}

}  // namespace ensaio
