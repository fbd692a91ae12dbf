#include "simulator/wire/slot.hpp"

#include <cassert>
#include <charconv>
#include <optional>

namespace ensaio {
namespace {

// A mark is: U+FDD0, 't' (a text) or 'n' (a number), the slot, ':', the index, U+FDD1.
constexpr std::string_view kBegin = "\xEF\xB7\x90";
constexpr std::string_view kEnd = "\xEF\xB7\x91";
constexpr char kText = 't';
constexpr char kNumber = 'n';

std::string mark(char form, Slot slot, std::size_t index) {
  assert(slot != Slot::Literal);
  std::string text(kBegin);
  text += form;
  text += std::to_string(static_cast<int>(slot)) + ':' + std::to_string(index);
  return text.append(kEnd);
}

/// A mark found in a text: what it stands for, and the bytes it takes there.
struct Found {
  Slot slot = Slot::Literal;
  std::size_t index = 0;
  std::size_t first = 0;
  std::size_t last = 0;  ///< One past its end.
};

/// What "t12:3" says; nothing where it is not of that form.
std::optional<Found> read(std::string_view inside) {
  if (inside.empty() || (inside[0] != kText && inside[0] != kNumber)) return std::nullopt;
  const char* end = inside.data() + inside.size();
  int slot = 0;
  const auto colon = std::from_chars(inside.data() + 1, end, slot);
  if (colon.ec != std::errc{} || colon.ptr == end || *colon.ptr != ':') return std::nullopt;
  if (slot <= 0 || slot > static_cast<int>(Slot::MessageText)) return std::nullopt;
  Found found{.slot = static_cast<Slot>(slot)};
  const auto rest = std::from_chars(colon.ptr + 1, end, found.index);
  if (rest.ec != std::errc{} || rest.ptr != end) return std::nullopt;
  return found;
}

/// The first mark at or after `from`. What only looks like one is no mark but text.
std::optional<Found> next_mark(std::string_view text, std::size_t from) {
  for (std::size_t begin = text.find(kBegin, from); begin != std::string_view::npos;
       begin = text.find(kBegin, begin + kBegin.size())) {
    const std::size_t inside = begin + kBegin.size();
    const std::size_t end = text.find(kEnd, inside);
    if (end == std::string_view::npos) return std::nullopt;
    auto found = read(text.substr(inside, end - inside));
    if (!found) continue;
    found->first = begin;
    found->last = end + kEnd.size();
    const bool quoted = begin > from && text[begin - 1] == '"' && found->last < text.size() &&
                        text[found->last] == '"';
    if (text[inside] == kNumber && quoted) {
      --found->first;
      ++found->last;
    }
    return found;
  }
  return std::nullopt;
}

}  // namespace

std::string slot_mark(Slot slot, std::size_t index) { return mark(kText, slot, index); }

std::string number_mark(Slot slot, std::size_t index) { return mark(kNumber, slot, index); }

bool holds_mark(std::string_view text) {
  return text.find(kBegin) != std::string_view::npos || text.find(kEnd) != std::string_view::npos;
}

void cut(std::string_view text,
         const std::function<void(Slot, std::size_t index, std::string_view literal)>& tell) {
  std::size_t at = 0;
  while (const auto found = next_mark(text, at)) {
    if (found->first > at) tell(Slot::Literal, 0, text.substr(at, found->first - at));
    tell(found->slot, found->index, {});
    at = found->last;
  }
  if (at < text.size()) tell(Slot::Literal, 0, text.substr(at));
}

}  // namespace ensaio
