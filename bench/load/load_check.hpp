#pragma once

#include <cstdint>
#include <string>

#include "bench/load/load_figures.hpp"
#include "simulator/scenario/condition.hpp"

namespace ensaio {

/// One condition, and what came of it.
struct LoadCheck {
  std::string condition{};  ///< As written.
  bool holds = false;
  std::string told{};  ///< "response.p99 was 312ms, asked < 300ms".
};

/// `condition` held against some callbacks, whatever phase and scenario it names.
LoadCheck looked_at(const Condition& condition, const LoadFigures& figures);

/// The same where no time is asked for. Requires Metric::Failed or Metric::Dropped.
LoadCheck looked_at(const Condition& condition, const LoadRows& rows);

/// The same of `some` of `all`. Requires a condition that asks for no time.
LoadCheck counted(const Condition& condition, std::uint64_t some, std::uint64_t all);

}  // namespace ensaio
