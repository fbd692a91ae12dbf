#include "simulator/timeline/standing.hpp"

#include <algorithm>

#include "simulator/base/random.hpp"
#include "simulator/timeline/span.hpp"

namespace ensaio {

Send Standing::pending(Strand strand) const {
  const StrandState& state = strands_.strand(strand);
  const Beat& said = script_.beats[state.said];
  if (said.what == Beat::Do::Await) {
    return {.at = state.now,
            .told = state.now,
            .present = state.now,
            .strand = strand,
            .await = said.index};
  }
  const std::uint64_t stream = this->stream(state, said);
  return {.at = state.now,
          .told = state.told,
          .present = state.told + lateness(stream, said),
          .line = said.index,
          .copy = state.copy,
          .strand = strand,
          .stream = stream,
          .rounds = rounds(state)};
}

std::uint64_t Standing::stream(const StrandState& state, const Beat& beat) const {
  std::uint64_t key = mixed(key_, beat.key);
  for (std::uint32_t at = state.top; at != kBottom; at = strands_.frame(at).below) {
    const Frame& frame = strands_.frame(at);
    if (script_.beats[frame.beat].what == Beat::Do::Repeat) key = mixed(key, frame.extra);
  }
  return key;
}

std::vector<std::uint32_t> Standing::rounds(const StrandState& state) const {
  std::vector<std::uint32_t> rounds;
  if (script_.timed.empty()) return rounds;
  for (std::uint32_t at = state.top; at != kBottom; at = strands_.frame(at).below) {
    const Frame& frame = strands_.frame(at);
    if (script_.beats[frame.beat].what == Beat::Do::Repeat) rounds.push_back(frame.extra);
  }
  std::reverse(rounds.begin(), rounds.end());
  return rounds;
}

Offset Standing::lateness(std::uint64_t stream, const Beat& said) const {
  const Line& line = script_.lines[said.index];
  if (!line.late) return Offset::zero();
  Random random = numbers(stream, Purpose::Late);
  return drawn(*line.late, random);
}

}  // namespace ensaio
