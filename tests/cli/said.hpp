#pragma once

#include <sstream>
#include <string>

#include "cli/commands.hpp"

namespace ensaio {

/// What the program said and how it ended.
struct Said {
  int exit = 0;
  std::string out{};
  std::string err{};
};

/// Runs the program in this process.
inline Said ensaio_says(const Arguments& arguments, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Streams io{in, out, err};
  const Exit exit = ensaio_main(arguments, io);
  return {code(exit), out.str(), err.str()};
}

}  // namespace ensaio
