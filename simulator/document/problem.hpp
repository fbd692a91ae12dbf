#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ensaio {

/// A place in a file. Both count from 1; columns count characters, not bytes.
struct Mark {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// The stable number of a mistake: S012 is Code{12}. The list is in codes.hpp.
enum class Code : std::uint16_t;

enum class Severity : std::uint8_t { Error, Warning };

/// A mistake in a file that somebody wrote: what, where, and what would be right.
struct Problem {
  Code code{};
  Severity severity = Severity::Error;
  std::string file{};       ///< As the user named it.
  Mark mark{};              ///< 1:1 where there is no line.
  std::uint32_t width = 1;  ///< How many characters are wrong, for the carets.
  std::string message{};    ///< What is wrong, lower case, no full stop: "unknown step 'recieved'".
  std::string hint{};       ///< Beside the caret: "did you mean 'received'?". May be empty.
  std::string note{};       ///< Below, after "=": what is allowed there. May be empty.
};

using Problems = std::vector<Problem>;

/// Whether any of them is an error: warnings alone stop nothing.
bool has_errors(const Problems& problems);

}  // namespace ensaio
