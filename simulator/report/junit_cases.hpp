#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/report/record.hpp"

namespace ensaio {

// What is a test case? One telling of one scenario: that is what a person names, repeats and
// mends. GitLab compares cases between branches by classname and name, and takes only the first of
// two that have both in common, so a name must be the same in every run and unique within one:
// steps are not (they are repeated, and a new one moves those below it), and a thousand green
// checks would hide the red one. Each case stands in a suite of its own, because seed, plan hash
// and dialect belong to the telling, and suites are where every reader looks for properties.
// (GitLab docs, "Unit test reports"; Jenkins' JUnit plugin.)

/// As many cases are written at most: GitLab takes no file over 30 MB.
inline constexpr std::size_t kMostJunitCases = 20'000;

/// Why a case is not green. A verdict that is no failure is an error, never "skipped": a reader
/// would count that as well.
struct RedCase {
  const char* element = "failure";
  std::string type{};
  std::string message{};
  std::string text{};
};

/// One test case of the JUnit report, and its suite's properties. The texts are as they came: not
/// yet fit for XML.
struct JunitCase {
  std::string class_name{};
  std::string name{};
  std::string file{};
  Offset took{};
  std::vector<std::pair<std::string_view, std::string>> properties{};
  std::optional<RedCase> red{};
};

/// Calls `tell` with each case that has its place: those that did not pass, and as many others as
/// there is room for, in the order of the run. How many had none.
std::size_t each_junit_case(const RunRecord& run,
                            const std::function<void(const JunitCase& one)>& tell);

/// The case of the run itself, where it went wrong beyond what its scenarios tell (else a run that
/// was interrupted between two of them would look green), or where cases were left out.
std::optional<JunitCase> junit_case_of(const RunRecord& run, std::size_t left_out);

}  // namespace ensaio
