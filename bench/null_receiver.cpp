// The least that a receiver can do: what is left of a callback's cost is the sender's.
//
// Usage: null_receiver [PORT]   prints "listening on 127.0.0.1:PORT" once it accepts, and at
// SIGTERM, which ends it, "N requests".

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "bench/null_service.hpp"

namespace {

volatile std::sig_atomic_t ended = 0;

}  // namespace

int main(int argc, char** argv) {
  struct sigaction ending {};  // Without SA_RESTART: it wakes epoll_wait().
  ending.sa_handler = [](int) { ended = 1; };
  sigaction(SIGTERM, &ending, nullptr);
  const auto listener =
      ensaio::null_listener(static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0));
  if (listener.socket < 0) {
    std::perror("null_receiver");
    return 1;
  }
  std::printf("listening on 127.0.0.1:%d\n", listener.port);
  std::fflush(stdout);
  const std::uint64_t count = ensaio::serve_nothing({listener}, ended);
  std::printf("%llu requests\n", static_cast<unsigned long long>(count));
}
