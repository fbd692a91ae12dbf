#pragma once

#include <array>
#include <iosfwd>
#include <string_view>

#include "simulator/report/record.hpp"

namespace ensaio {

/// How the console may be written to.
struct ConsoleStyle {
  bool color = false;  ///< A terminal, and NO_COLOR is not set.
  unsigned width = 100;
};

/// One scenario as a person reads it: a line where it passed; where it failed the timeline around
/// the first failure and the line that repeats it.
void print_scenario(const ScenarioRecord& scenario, const ConsoleStyle& style, std::ostream& out);

/// The last lines: how many passed and failed, the account, how long it took.
void print_summary(const RunRecord& run, const ConsoleStyle& style, std::ostream& out);

/// `ensaio.run/1`: stable; see docs/SCENARIOS.md, "The JSON report".
void print_json(const RunRecord& run, std::ostream& out);

/// JUnit XML as Jenkins, GitLab and others read it; see docs/SCENARIOS.md, "The JUnit report".
void print_junit(const RunRecord& run, std::ostream& out);

/// A report that goes into a file: `--report json=F`.
struct FileReport {
  std::string_view name;  ///< What the user types before the "=".
  void (*print)(const RunRecord& run, std::ostream& out);
};

/// Every report that is written when the run is over. A new one is one function and one row.
inline constexpr std::array kFileReports{FileReport{"json", print_json},
                                         FileReport{"junit", print_junit}};

}  // namespace ensaio
