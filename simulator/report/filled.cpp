#include "simulator/report/filled.hpp"

#include <cstddef>
#include <cstdint>

#include "simulator/timeline/marking.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kTemplate = "{{";

std::string rendered(std::string_view marked, bool in_json, const Telling& telling,
                     const Send& send) {
  Script alone;
  alone.env = telling.script.env;
  alone.saved = telling.script.saved;
  alone.message_ids = telling.script.message_ids;
  cut(marked, [&](Slot slot, std::size_t index, std::string_view literal) {
    Fragment fragment{.slot = slot, .in_json = in_json, .index = static_cast<std::uint32_t>(index)};
    if (slot == Slot::Literal) {
      fragment.index = static_cast<std::uint32_t>(alone.bytes.size());
      fragment.length = static_cast<std::uint32_t>(literal.size());
      alone.bytes += literal;
    }
    alone.fragments.push_back(fragment);
  });
  const Fragments all{.first = 0, .count = static_cast<std::uint32_t>(alone.fragments.size())};
  std::string out;
  Rendering(alone, telling.cast, telling.surroundings).append(out, all, send);
  return out;
}

}  // namespace

std::string filled(std::string_view text, const Telling& telling) {
  if (text.find(kTemplate) == std::string_view::npos) return std::string(text);
  const auto marked = Marking(telling.scenario).text(text);
  return marked ? rendered(*marked, false, telling, Send{}) : std::string(text);
}

std::string filled_json(std::string_view json, const Telling& telling, const Send& send) {
  if (json.find(kTemplate) == std::string_view::npos) return std::string(json);
  Marking marking(telling.scenario);
  marking.begin_step(telling.script.lines[send.line].instance);
  const auto marked = marking.json(json);
  return marked ? rendered(*marked, true, telling, send) : std::string(json);
}

}  // namespace ensaio
