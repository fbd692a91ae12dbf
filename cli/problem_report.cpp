#include "cli/problem_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string_view>

#include "simulator/scenario/problem_text.hpp"

namespace ensaio {
namespace {

std::string count(std::uint64_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

}  // namespace

std::string closing_line(const Stories& stories) {
  const auto errors = static_cast<std::uint64_t>(
      std::count_if(stories.problems.begin(), stories.problems.end(),
                    [](const Problem& problem) { return problem.severity == Severity::Error; }));
  const std::uint64_t warnings = stories.problems.size() - errors;
  std::string line = count(stories.files, "file") + " checked, ";
  if (errors + warnings == 0) return line + "no problems.";
  if (errors > 0) line += count(errors, "error");
  if (errors > 0 && warnings > 0) line += ", ";
  if (warnings > 0) line += count(warnings, "warning");
  return line + ".";
}

bool tell_problems(const Stories& stories, Streams& io) {
  if (stories.problems.empty()) return false;
  print_problems(stories.problems, stories.source(), io.err);
  if (!has_errors(stories.problems)) return false;
  io.err << closing_line(stories) << " Nothing was sent.\n";
  return true;
}

}  // namespace ensaio
