#pragma once

#include <cstdint>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/script.hpp"
#include "simulator/timeline/send.hpp"
#include "simulator/timeline/strands.hpp"

namespace ensaio {

/// What can be known of a conversation as it stands: what its strands wait to send, and which
/// random streams that draws from. Looks at what it is given, which must outlive it.
class Standing {
 public:
  /// `key` is that of all streams of the conversation.
  Standing(std::uint64_t key, const Script& script, const Strands& strands)
      : key_(key), script_(script), strands_(strands) {}

  /// What the strand asked for last.
  Send pending(Strand strand) const;
  /// From the conversation, the step, and the rounds of all that is repeated around it.
  std::uint64_t stream(const StrandState& state, const Beat& beat) const;
  /// Drawn again whenever it is asked for, so that no strand has to remember it.
  Offset lateness(std::uint64_t stream, const Beat& said) const;

 private:
  std::vector<std::uint32_t> rounds(const StrandState& state) const;

  const std::uint64_t key_;
  const Script& script_;
  const Strands& strands_;
};

}  // namespace ensaio
