#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace ensaio {

bool error_can_be_written_over() {
  const char* kind = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): one thread.
  if (kind == nullptr || *kind == '\0' || std::string_view(kind) == "dumb") return false;
  return isatty(STDERR_FILENO) == 1;
}

std::size_t error_width() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

}  // namespace ensaio
