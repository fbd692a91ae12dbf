#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/document/values.hpp"
#include "simulator/scenario/call_pattern.hpp"
#include "simulator/scenario/place.hpp"

namespace ensaio {

/// A time between two others, both included.
struct Gap {
  Offset low{};
  Offset high{};
};

/// What a person expects of one step's answer. An empty word expects nothing.
struct Expectation {
  std::vector<StatusRange> status{};                        ///< One of these.
  bool no_answer = false;                                   ///< `status: none`.
  std::optional<Offset> within{};                           ///< answered - sent, real time.
  std::vector<std::pair<std::string, std::string>> body{};  ///< JSON Pointer and JSON value.
  std::string to{};  ///< The URL it must have gone to. May hold templates.
  std::optional<std::uint32_t> attempts{};
  std::vector<StatusRange> answers{};  ///< Of the attempts, in order.
  std::vector<Gap> gaps{};             ///< Between the attempts, in order.
  std::optional<Offset> spread{};      ///< Of a `together`.

  bool judges_status() const { return no_answer || !status.empty() || !answers.empty(); }
};

/// What is expected of the whole run. `probe` is checked and kept for later.
struct RunExpectation {
  std::vector<StatusRange> status{};  ///< Of every send, beside what its step says.
  bool no_answer = false;             ///< `status: none`.
  std::optional<Offset> within{};
  std::vector<ExpectedCalls> calls{};
  Place calls_place{};  ///< Of the key; only where there are some.
};

}  // namespace ensaio
