#include "cli/self_receiver.hpp"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction() is POSIX.
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "bench/null_service.hpp"
#include "mock_api/http_server.hpp"

namespace ensaio {
namespace {

// A signal handler reaches nothing but globals; this one is of the processes beside ours alone.
volatile std::sig_atomic_t ended = 0;

Error failed(const char* what) {
  return {fmt::format("{}: {}", what, std::strerror(errno)), ""};  // NOLINT: one thread.
}

/// Of a process beside ours: ends by SIGTERM and where we are gone, and not by a terminal's Ctrl-C,
/// which is for us.
void live_beside(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  struct sigaction ending {};  // Without SA_RESTART: it wakes epoll_wait().
  ending.sa_handler = [](int) { ended = 1; };
  sigaction(SIGTERM, &ending, nullptr);
  struct sigaction ignoring {};
  ignoring.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignoring, nullptr);
  sigset_t none{};
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Its url goes into `told`, as one line; nothing where it cannot listen.
void serve_tls(int told) {
  const auto server =
      HttpServer::listen({}, {.how = Tls::SelfMade}, [](const Question&) { return Reply{}; });
  const std::string url = server ? (*server)->url() + "\n" : "\n";
  if (write(told, url.data(), url.size()) < 0) return;
  close(told);
  while (server && ended == 0) pause();
}

std::string line_from(int fd) {
  std::string line;
  std::array<char, 256> chunk{};
  while (line.empty() || line.back() != '\n') {
    const ssize_t got = read(fd, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return "";
    line.append(chunk.data(), static_cast<std::size_t>(got));
  }
  line.pop_back();
  return line;
}

void end(pid_t process) {
  if (process <= 0) return;
  kill(process, SIGTERM);
  // Nothing that is worth a goodbye: should it not hear, it is ended.
  for (int i = 0; i < 100; ++i) {
    if (waitpid(process, nullptr, WNOHANG) != 0) return;
    usleep(10'000);
  }
  kill(process, SIGKILL);
  waitpid(process, nullptr, 0);
}

}  // namespace

Result<std::unique_ptr<SelfReceiver>> SelfReceiver::start() {
  std::unique_ptr<SelfReceiver> receiver(new SelfReceiver);
  const pid_t parent = getpid();
  const NullListener keeping = null_listener(0);
  const NullListener closing = null_listener(0, true);
  if (keeping.socket < 0 || closing.socket < 0) return failed("no port to listen at");
  receiver->plain_ = fork();
  if (receiver->plain_ == 0) {
    live_beside(parent);
    serve_nothing({keeping, closing}, ended);
    _exit(0);
  }
  if (receiver->plain_ < 0) return failed("no process to receive");
  close(keeping.socket);
  close(closing.socket);
  receiver->urls_.plain = fmt::format("http://127.0.0.1:{}/hook", keeping.port);
  receiver->urls_.closing = fmt::format("http://127.0.0.1:{}/hook", closing.port);

  std::array<int, 2> told{};
  if (pipe(told.data()) != 0) return failed("no pipe");
  receiver->tls_ = fork();
  if (receiver->tls_ == 0) {
    live_beside(parent);
    close(told[0]);
    serve_tls(told[1]);
    _exit(0);
  }
  close(told[1]);
  const std::string url = receiver->tls_ > 0 ? line_from(told[0]) : "";
  close(told[0]);
  if (url.empty()) return Error{"no receiver with TLS could be started", ""};
  receiver->urls_.tls = url + "/hook";
  return receiver;
}

SelfReceiver::~SelfReceiver() {
  end(plain_);
  end(tls_);
}

}  // namespace ensaio
