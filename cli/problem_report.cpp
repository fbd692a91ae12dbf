#include "cli/problem_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string_view>

#include "simulator/document/problem_text.hpp"

namespace ensaio {
namespace {

std::string count(std::uint64_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

}  // namespace

std::string closing_line(const Repertoire& repertoire) {
  const auto errors = static_cast<std::uint64_t>(
      std::count_if(repertoire.problems.begin(), repertoire.problems.end(),
                    [](const Problem& problem) { return problem.severity == Severity::Error; }));
  const std::uint64_t warnings = repertoire.problems.size() - errors;
  std::string line = count(repertoire.files, "file") + " checked, ";
  if (errors + warnings == 0) return line + "no problems.";
  if (errors > 0) line += count(errors, "error");
  if (errors > 0 && warnings > 0) line += ", ";
  if (warnings > 0) line += count(warnings, "warning");
  return line + ".";
}

bool tell_problems(const Repertoire& repertoire, Streams& io) {
  if (repertoire.problems.empty()) return false;
  print_problems(repertoire.problems, repertoire.source(), io.err);
  if (!has_errors(repertoire.problems)) return false;
  io.err << closing_line(repertoire) << " Nothing was sent.\n";
  return true;
}

}  // namespace ensaio
