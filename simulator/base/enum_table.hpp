#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ensaio {

/// One row of an enum's table: the value and the exact text it has outside the program.
template <class E>
struct EnumName {
  E value;
  std::string_view text;
};

/// Both directions between an enum and its text, from one list that the compiler checks.
template <class E, std::size_t N>
class EnumTable {
 public:
  /// Rows must stand in declaration order without a gap; anything else does not compile.
  /// (Rows missing at the end are found by text(), which throws for their values.)
  consteval explicit EnumTable(std::array<EnumName<E>, N> rows) : rows_(rows) {
    for (std::size_t i = 0; i < N; ++i) {
      if (rows_[i].value != static_cast<E>(i)) throw "enum table out of order";
    }
  }

  constexpr std::string_view text(E value) const {
    return rows_.at(static_cast<std::size_t>(value)).text;
  }

  constexpr std::optional<E> parse(std::string_view text) const {
    for (const auto& row : rows_) {
      if (row.text == text) return row.value;
    }
    return std::nullopt;
  }

  constexpr auto begin() const { return rows_.begin(); }
  constexpr auto end() const { return rows_.end(); }
  static constexpr std::size_t size() { return N; }

 private:
  std::array<EnumName<E>, N> rows_;
};

/// Builds a table from its rows: `enum_table<Color>({{Color::Red, "red"}, ...})`.
template <class E, std::size_t N>
consteval auto enum_table(const EnumName<E> (&rows)[N]) {
  std::array<EnumName<E>, N> copy{};
  for (std::size_t i = 0; i < N; ++i) copy[i] = rows[i];
  return EnumTable<E, N>{copy};
}

}  // namespace ensaio
