#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/scenario/text_cursor.hpp"

namespace ensaio {

/// A line of YAML, looked at as its author sees it. It is for explaining a text that the parser
/// refused, so it guesses: quotes and comments are found within the line alone.
/// All positions are bytes of the whole text.
class SourceLine {
 public:
  /// The line that holds byte `pos`.
  SourceLine(std::string_view text, std::size_t pos);

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

  /// Where the first character that is no white space stands; the end where there is none.
  std::size_t first() const;
  /// Nothing, or a comment alone.
  bool blank() const;
  /// From the first character to the comment or the end.
  std::string_view content() const { return value_at(first()); }

  /// The nearest line above that is not blank, no further up than byte `limit`; this one where
  /// there is none.
  SourceLine before(std::size_t limit) const;

  /// The first tab of the indentation.
  std::optional<std::size_t> tab() const;
  /// Where the key begins, in a line such as `- key: value`.
  std::optional<std::size_t> key_pos() const;
  std::string_view key() const;
  /// Where the value behind the key begins, in the same line.
  std::optional<std::size_t> value_behind_key() const;

  /// What stands from `pos` on, without the comment and the white space at the end.
  std::string_view value_at(std::size_t pos) const;
  /// The last of `any` at or before `pos`; `pos` where there is none.
  std::size_t last_of(std::string_view any, std::size_t pos) const;
  /// The last character before `pos` that is no white space.
  std::optional<std::size_t> last_not_blank_before(std::size_t pos) const;
  /// Where `token` begins a value without quotes.
  std::optional<std::size_t> begins_value(std::string_view token) const;
  /// How the user counts it.
  std::uint32_t column(std::size_t pos) const;

 private:
  std::size_t colon() const;

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// "write "..."": what to write so that `value` is a text, in the quotes that suit it.
std::string in_quotes(std::string_view value);

}  // namespace ensaio
