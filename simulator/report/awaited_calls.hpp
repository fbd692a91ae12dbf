#pragma once

#include <vector>

#include "simulator/report/record.hpp"
#include "simulator/timeline/calls.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// An await as reports tell it. Of a long body it has the first 16 KiB.
AwaitedCall awaited_call_of(const AwaitEnding& ending, const Script& script);

/// What is to be thought of an await: that it was not missed, that what came can be the message
/// that `as` names, and that the next step could overtake our answer, where it was to.
std::vector<Check> judged(const AwaitEnding& ending, const Script& script);

/// What is to be thought of a count. That nothing came is inconclusive where nothing ever did: the
/// application may not be connected to us at all.
Check judged(const TallyEnding& ending, const Script& script);

/// Whether the story ended there.
bool ends_the_story(const AwaitEnding& ending);

}  // namespace ensaio
