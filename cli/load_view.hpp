#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/load_rows.hpp"
#include "bench/load/load_thread.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/report/histogram.hpp"
#include "simulator/scenario/load_profile.hpp"

namespace ensaio {

/// What is shown of a load that goes on.
struct LoadView {
  std::string title{};          ///< Of the phase: "steady (2 of 3)".
  Offset passed{};              ///< Of the phase.
  Offset lasts{};               ///< The phase; 0: nobody knows.
  std::string asked{};          ///< "500/s"; empty where it is as fast as the receiver answers.
  bool measured = false;        ///< A second is over; what comes next is of the last, but the rows.
  std::uint64_t started = 0;    ///< Conversations.
  std::uint64_t under_way = 0;  ///< So is this.
  std::uint64_t in_flight = 0;  ///< Callbacks.
  bool answered = false;        ///< There is something to be said of answers:
  Histogram::Time p50{};
  Histogram::Time p99{};
  LoadRows rows{};  ///< Since the run began.
};

/// Lines of plain ASCII (but for names), each shorter than `width`, of which at least 20 is taken.
/// Always the same number at the same width as long as nothing new is to be said.
std::vector<std::string> lines_of(const LoadView& view, std::size_t width);

/// What stands beside the seconds that are told.
struct LoadSetting {
  const LoadProfile& profile;
  bool closed_loop = false;
  std::string before{};  ///< The phase: "step 7: "; may be empty.
};

/// Where a load is at `now`: which phase, and what it asks for there.
void place(LoadView& view, const LoadSetting& setting, Offset now);
/// Takes up one second more.
void add(LoadView& view, const LoadSecond& second);

}  // namespace ensaio
