#include "simulator/scenario/listed_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <unordered_map>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/grammar/scalar_hint.hpp"
#include "simulator/wire/callback.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kMostProblems = 20;
constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kDigits = "0123456789";

constexpr std::array<std::string_view, 4> kPhoneColumns{"phone", "phones", "chat", "number"};
constexpr std::array<std::string_view, 5> kMessageColumns{"message", "messages", "id", "messageid",
                                                          "message_id"};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

/// A value in a row: where it begins and what it is.
struct Cell {
  std::string_view text{};
  std::size_t at = 0;  ///< In bytes, from the row's start.
};

Cell cell_of(std::string_view row, std::size_t column) {
  std::size_t begin = 0;
  for (; column > 0; --column) {
    const std::size_t comma = row.find_first_of(",;", begin);
    if (comma == std::string_view::npos) return {{}, row.size()};
    begin = comma + 1;
  }
  std::string_view text = trimmed(row.substr(begin, row.find_first_of(",;", begin) - begin));
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  const bool empty = text.empty();
  return {text, empty ? begin : static_cast<std::size_t>(text.data() - row.data())};
}

/// Reads the rows of one file.
class ListReader {
 public:
  ListReader(const std::string& file, ListOf what, Problems& problems)
      : file_(file), phones_(what == ListOf::Phones), problems_(problems) {}

  std::vector<std::string> read(std::string_view text);

 private:
  bool take_header(std::string_view row);
  void take(std::string_view row, const Cell& cell);
  bool is_value(std::string_view text) const;
  void wrong(const Cell& cell, std::string message, std::string hint);

  const std::string& file_;
  bool phones_;
  Problems& problems_;
  std::uint32_t line_ = 0;
  std::size_t column_ = 0;
  std::size_t wrong_ = 0;
  std::vector<std::string> values_{};
  std::unordered_map<std::string, std::uint32_t> lines_{};  ///< Of each value.
};

std::vector<std::string> ListReader::read(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  bool first = true;
  while (!text.empty() && wrong_ < kMostProblems) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_;
    if (trimmed(row).empty()) continue;
    if (!std::exchange(first, false) || !take_header(row)) take(row, cell_of(row, column_));
  }
  if (values_.empty() && wrong_ == 0) {
    line_ = 1;
    wrong({}, fmt::format("there are no {} in this file", phones_ ? "phones" : "message ids"),
          "one in each line");
  }
  return std::move(values_);
}

/// A first row with the name of a column is a header, and so is one without any digit: no phone and
/// no id that a provider gives lacks them all.
bool ListReader::take_header(std::string_view row) {
  const auto names = phones_ ? std::span<const std::string_view>(kPhoneColumns)
                             : std::span<const std::string_view>(kMessageColumns);
  const auto columns = static_cast<std::size_t>(
      std::ranges::count_if(row, [](char c) { return c == ',' || c == ';'; }) + 1);
  for (std::size_t column = 0; column < columns; ++column) {
    const std::string name = lower(cell_of(row, column).text);
    if (std::ranges::find(names, name) == names.end()) continue;
    column_ = column;
    return true;
  }
  return row.find_first_of(kDigits) == std::string_view::npos;
}

bool ListReader::is_value(std::string_view text) const {
  if (phones_) {
    return chat_type(text) == ChatType::Private &&
           text.find_first_not_of(kDigits) == std::string_view::npos;
  }
  return std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

void ListReader::take(std::string_view row, const Cell& cell) {
  if (cell.text.empty()) {
    return wrong({row, cell.at}, phones_ ? "no phone in this row" : "no message id in this row",
                 column_ > 0 ? fmt::format("it is looked for in column {}", column_ + 1) : "");
  }
  if (!is_value(cell.text)) {
    std::string hint = phones_ ? phone_hint(cell.text) : "an id has no blanks";
    std::erase(hint, '"');  // They are YAML's.
    return wrong(
        cell,
        fmt::format("'{}' is no {}", shown(cell.text), phones_ ? "person's phone" : "message id"),
        hint.ends_with("-group") ? "a group has no place here" : std::move(hint));
  }
  const auto [known, is_new] = lines_.emplace(cell.text, line_);
  if (is_new) {
    values_.emplace_back(cell.text);
  } else {
    wrong(cell, fmt::format("'{}' is here twice", shown(cell.text)),
          fmt::format("it is in line {} too", known->second));
  }
}

void ListReader::wrong(const Cell& cell, std::string message, std::string hint) {
  ++wrong_;
  problems_.push_back(
      {.code = Code::BadRow,
       .file = file_,
       .mark = {line_, static_cast<std::uint32_t>(cell.at + 1)},
       .width = static_cast<std::uint32_t>(std::clamp<std::size_t>(cell.text.size(), 1, 60)),
       .message = std::move(message),
       .hint = std::move(hint)});
}

}  // namespace

std::vector<std::string> read_listed(std::string_view text, const std::string& file, ListOf what,
                                     Problems& problems) {
  return ListReader(file, what, problems).read(text);
}

}  // namespace ensaio
