#include "simulator/scenario/source_line.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ensaio {
namespace {

constexpr std::string_view kBlank = " \t";

bool blank_at(std::string_view text, std::size_t pos) {
  return pos >= text.size() ||
         std::string_view(" \t\r\n").find(text[pos]) != std::string_view::npos;
}

/// Calls `see(pos)` for each byte from `begin` to `end` that is in no quotes, until it says true;
/// where that was. A quote counts where a value may begin.
template <class See>
std::optional<std::size_t> outside_quotes(std::string_view text, std::size_t begin, std::size_t end,
                                          See see) {
  char quote = 0;
  for (std::size_t pos = begin; pos < end; ++pos) {
    const char c = text[pos];
    if (quote != 0) {
      if (c == '\\' && quote == '"') ++pos;
      if (c == quote) quote = 0;
      continue;
    }
    const bool may_begin =
        pos == begin || std::string_view(" \t,[{:").find(text[pos - 1]) != std::string_view::npos;
    if ((c == '"' || c == '\'') && may_begin) {
      quote = c;
    } else if (see(pos)) {
      return pos;
    }
  }
  return std::nullopt;
}

}  // namespace

SourceLine::SourceLine(std::string_view text, std::size_t pos)
    : text_(text),
      begin_(line_begin(text, std::min(pos, text.size()))),
      end_(line_end(text, begin_)) {}

std::size_t SourceLine::first() const {
  return std::min(text_.find_first_not_of(kBlank, begin_), end_);
}

bool SourceLine::blank() const { return first() == end_ || text_[first()] == '#'; }

SourceLine SourceLine::before(std::size_t limit) const {
  for (std::size_t begin = begin_; begin > limit;) {
    const SourceLine above(text_, begin - 1);
    if (!above.blank()) return above;
    begin = above.begin();
  }
  return *this;
}

std::optional<std::size_t> SourceLine::tab() const {
  const std::size_t tab = text_.find('\t', begin_);
  if (tab >= first() || blank()) return std::nullopt;
  return tab;
}

std::optional<std::size_t> SourceLine::key_pos() const {
  if (colon() == end_) return std::nullopt;
  std::size_t pos = first();
  while (pos < end_ && text_[pos] == '-' && blank_at(text_, pos + 1)) {
    pos = std::min(text_.find_first_not_of(kBlank, pos + 1), end_);
  }
  return pos;
}

/// Where the ':' behind the first key is; the end where the line has none.
std::size_t SourceLine::colon() const {
  return outside_quotes(
             text_, first(), first() + content().size(),
             [this](std::size_t pos) { return text_[pos] == ':' && blank_at(text_, pos + 1); })
      .value_or(end_);
}

std::string_view SourceLine::key() const {
  const auto pos = key_pos();
  return pos ? text_.substr(*pos, colon() - *pos) : std::string_view();
}

std::optional<std::size_t> SourceLine::value_behind_key() const {
  if (colon() == end_) return std::nullopt;
  const std::size_t pos = text_.find_first_not_of(kBlank, colon() + 1);
  return pos < first() + content().size() ? std::optional(pos) : std::nullopt;
}

std::string_view SourceLine::value_at(std::size_t pos) const {
  pos = std::clamp(pos, begin_, end_);
  const auto comment = outside_quotes(text_, pos, end_, [this](std::size_t at) {
    return text_[at] == '#' && (at == begin_ || blank_at(text_, at - 1));
  });
  std::string_view value = text_.substr(pos, comment.value_or(end_) - pos);
  return value.substr(0, value.find_last_not_of(kBlank) + 1);
}

std::size_t SourceLine::last_of(std::string_view any, std::size_t pos) const {
  const std::size_t found = text_.find_last_of(any, pos);
  return found == std::string_view::npos || found < begin_ ? pos : found;
}

std::optional<std::size_t> SourceLine::last_not_blank_before(std::size_t pos) const {
  if (pos <= begin_) return std::nullopt;
  const std::size_t found = text_.find_last_not_of(kBlank, pos - 1);
  return found == std::string_view::npos || found < begin_ ? std::nullopt : std::optional(found);
}

std::optional<std::size_t> SourceLine::begins_value(std::string_view token) const {
  return outside_quotes(text_, first(), end_, [this, token](std::size_t pos) {
    const bool begins =
        pos == begin_ || std::string_view(" \t,[").find(text_[pos - 1]) != std::string_view::npos;
    return begins && text_.substr(pos, end_ - pos).starts_with(token);
  });
}

std::uint32_t SourceLine::column(std::size_t pos) const {
  return 1 + characters(text_.substr(begin_, pos - begin_));
}

std::string in_quotes(std::string_view value) {
  if (value.find_first_of("\"\\") == std::string_view::npos) {
    return fmt::format("write \"{}\"", value);
  }
  if (value.find('\'') == std::string_view::npos) return fmt::format("write '{}'", value);
  return "put it in quotes";
}

}  // namespace ensaio
