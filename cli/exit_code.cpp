#include "cli/exit_code.hpp"

#include <algorithm>
#include <array>

namespace ensaio {

Exit graver(Exit a, Exit b) {
  constexpr std::array kFromTheGravest{Exit::Bug,         Exit::Interrupted, Exit::Terminated,
                                       Exit::Environment, Exit::Refused,     Exit::Failed,
                                       Exit::Inconclusive};
  const auto* found = std::find_if(kFromTheGravest.begin(), kFromTheGravest.end(),
                                   [a, b](Exit exit) { return exit == a || exit == b; });
  return found == kFromTheGravest.end() ? Exit::Passed : *found;
}

}  // namespace ensaio
