#include "simulator/report/filled.hpp"

#include <cstddef>
#include <cstdint>

#include "simulator/wire/slot.hpp"

namespace ensaio {

std::string filled(std::string_view text, const Script& script, const Cast& cast,
                   const Surroundings& surroundings, const Send& send) {
  if (!holds_mark(text)) return std::string(text);
  Script alone{.env = script.env, .saved = script.saved};
  cut(text, [&alone](Slot slot, std::size_t index, std::string_view literal) {
    Fragment fragment{.slot = slot, .index = static_cast<std::uint32_t>(index)};
    if (slot == Slot::Literal) {
      fragment.index = static_cast<std::uint32_t>(alone.bytes.size());
      fragment.length = static_cast<std::uint32_t>(literal.size());
      alone.bytes += literal;
    }
    alone.fragments.push_back(fragment);
  });
  const Fragments all{.first = 0, .count = static_cast<std::uint32_t>(alone.fragments.size())};
  std::string out;
  Rendering(alone, cast, surroundings).append(out, all, send);
  return out;
}

}  // namespace ensaio
