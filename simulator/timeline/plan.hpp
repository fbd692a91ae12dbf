#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/rendering.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The wall time of offset zero that plans are told by where the scenario does not say one.
inline constexpr WallTime kPlanStart{std::chrono::milliseconds(1'767'225'600'000)};  // 2026-01-01Z

/// What is known before anything is sent.
struct Plan {
  std::uint64_t sends = 0;
  Offset ends{};       ///< When the last send is due, under the rule that answers take no time.
  std::string hash{};  ///< SHA-256 of its lines, 64 lower-case hex digits.
};

/// Plays `script` under the rule that answers take no time and tells each send in order, with its
/// line as JSON: {"at_us", "step", "label", "verb", "kind", "headers", "body"}.
/// An await is told too, with no line: it is there at once, and what it would bind is told as it is
/// written, `{{ messages.m1.id }}`. `told` may be empty. The same on every machine, compiler and
/// day.
Plan plan(const Script& script, const Cast& cast, Seed seed, WallTime start,
          const std::function<void(const Send&, const std::string& json_line)>& told);

}  // namespace ensaio
