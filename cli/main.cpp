#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace {

bool wants_color(bool terminal) {
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): one thread.
  return terminal && (no_color == nullptr || *no_color == '\0');
}

/// Where a standard stream is closed the first file that is opened would take its place, and what
/// is said would go into it.
void keep_the_places_of_closed_streams() {
  int opened = 0;
  do {
    opened = open("/dev/null", O_RDWR | O_CLOEXEC);
  } while (opened >= 0 && opened <= STDERR_FILENO);
  if (opened >= 0) close(opened);
}

}  // namespace

int main(int argc, char** argv) {
  keep_the_places_of_closed_streams();
  std::ios::sync_with_stdio(false);
  try {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    ensaio::Streams io{std::cin,  std::cout,
                       std::cerr, wants_color(terminal),
                       terminal,  ensaio::error_can_be_written_over()};
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
