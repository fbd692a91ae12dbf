#pragma once

#include <optional>

#include "simulator/scenario/draft.hpp"
#include "simulator/scenario/read_modifiers.hpp"

namespace ensaio {

enum class Depth : std::uint8_t { Outermost, Inside };

/// The steps of a list whose shape is right; the others are left out, silently: somebody has
/// complained about them already.
Steps read_steps(Page& page, const Node& list, Depth depth);

/// What the step does, by its verb. Nothing where a name or a shape is wrong.
std::optional<Action> read_callback(Page& page, const WrittenStep& written);
std::optional<Action> read_group(Page& page, const WrittenStep& written);
std::optional<Action> read_call(Page& page, const WrittenStep& written);
std::optional<Action> read_await(Page& page, const WrittenStep& written);

/// The step's one verb; nothing where it has none, or several.
std::optional<WrittenStep> written_step(const Node& step);

/// The lists of steps right inside a step, in order: of a group its own, of a `parallel` its
/// branches', of a `choose` its options'.
std::vector<Node> inner_lists(const WrittenStep& written);

/// How many rounds of one every `every` begin before `lasts` has passed.
std::uint32_t rounds(Offset every, Offset lasts);

}  // namespace ensaio
