#include "simulator/document/problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/document/codes.hpp"

namespace ensaio {

bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::Error; });
}

std::string code_text(Code code) { return fmt::format("S{:03}", static_cast<unsigned>(code)); }

}  // namespace ensaio
