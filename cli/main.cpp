#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "cli/commands.hpp"

namespace {

bool wants_color(bool terminal) {
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): one thread.
  return terminal && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    ensaio::Streams io{std::cin, std::cout, std::cerr, wants_color(terminal), terminal};
    ensaio::Exit exit = ensaio::ensaio_main(ensaio::Arguments(argv + 1, argv + argc), io);
    if (!std::cout.flush()) {
      std::cerr << "error: standard output cannot be written\n";
      exit = graver(exit, ensaio::Exit::Environment);
    }
    return code(exit);
  } catch (const std::exception& bug) {
    std::cerr << "error: a bug in ensaio: " << bug.what() << '\n';
  } catch (...) {
    std::cerr << "error: a bug in ensaio\n";
  }
  return code(ensaio::Exit::Bug);
}
