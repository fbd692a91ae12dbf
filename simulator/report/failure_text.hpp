#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "simulator/report/record.hpp"
#include "simulator/report/reports.hpp"

namespace ensaio {

/// What a person needs to know of a scenario that did not pass: where, what came, the attempts
/// around the first failure, the other failures in short. Nothing of one that passed.
void print_failure(const ScenarioRecord& scenario, const ConsoleStyle& style, std::ostream& out);

/// The line that repeats it, after an empty one; nothing where that is not known.
void print_again(const ScenarioRecord& scenario, const ConsoleStyle& style, std::ostream& out);

/// The first 200 bytes of an answer's body: "it said: ...", empty where it was empty.
std::string said_text(const Attempt& attempt);

/// One attempt as a line: "t=4 ms     READ          -> 200 (5 ms)". No newline. The callback's name
/// takes `width` columns, so that lines can stand below each other.
std::string attempt_line(const Attempt& attempt, std::size_t width = 0);

}  // namespace ensaio
