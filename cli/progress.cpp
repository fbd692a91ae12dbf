#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "simulator/report/visible.hpp"

namespace ensaio {

void Progress::add(const std::string& scenario, std::uint64_t planned, Offset now) {
  ++attempts_;
  if (now < next_) return;
  constexpr Offset kRarest = std::chrono::minutes(1);
  gap_ = std::min(gap_ * 2, kRarest);
  next_ = now + gap_;
  out_ << fmt::format("... {} attempts in {}, now at '{}', which plans {}\n", attempts_,
                      human_time(now), visible(scenario), planned)
       << std::flush;
}

}  // namespace ensaio
