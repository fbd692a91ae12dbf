#include "tests/simulation/last_words.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace ensaio {
namespace {

std::array<char, 120> words{};
std::size_t length = 0;

// Only what a signal handler may do.
void say() { [[maybe_unused]] const auto written = write(STDERR_FILENO, words.data(), length); }

extern "C" void say_and_die(int signal) {
  say();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

bool listen() {
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_set_death_callback(say);
#else
  std::signal(SIGSEGV, say_and_die);
#endif
  std::signal(SIGABRT, say_and_die);
  return true;
}

}  // namespace

void prepare_last_words(std::uint64_t seed) {
  [[maybe_unused]] static const bool listening = listen();
  length = fmt::format_to_n(words.data(), words.size(),
                            "died at seed {0}; again: ./dev simulate --seed {0}\n", seed)
               .size;
}

}  // namespace ensaio
