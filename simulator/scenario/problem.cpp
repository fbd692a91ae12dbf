#include "simulator/scenario/problem.hpp"

#include <algorithm>

namespace ensaio {

bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::Error; });
}

}  // namespace ensaio
