#include "cli/keeper.hpp"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigprocmask() is POSIX.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// After fork() in a program with threads only what signal handlers may call is allowed: no memory
// is taken below, and nothing is locked.

namespace ensaio {
namespace {

constexpr int kParentGone = SIGUSR1;
constexpr int kCannotRun = 127;  // As shells say it.

/// What the two new processes need, made before there are any.
struct Orders {
  const char* path = nullptr;
  std::vector<char*> arguments{};
  std::vector<char*> environment{};
  ChildWords::Until until{};
  std::array<int, 3> streams{};  ///< What becomes 0, 1 and 2.
  int life = -1;                 ///< To be held, and closed by dying.
  pid_t parent = 0;
};

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) {
    pointers.push_back(const_cast<char*>(word.c_str()));  // NOLINT: execve() does not write.
  }
  pointers.push_back(nullptr);
  return pointers;
}

/// The system's own exit: what stands around _exit() where a sanitizer watches would write out what
/// the copy holds of our buffers, a second time.
[[noreturn]] void leave(int code) {
  syscall(SYS_exit_group, code);
  _exit(code);
}

[[noreturn]] void die_of(int signal) {
  const rlimit no_core{};
  setrlimit(RLIMIT_CORE, &no_core);
  sigset_t all;
  sigemptyset(&all);
  ::signal(signal, SIG_DFL);
  sigprocmask(SIG_SETMASK, &all, nullptr);
  raise(signal);
  leave(128 + signal);
}

/// Puts our streams in their places. They are all above 2, so none is overwritten.
void take_streams(const Orders& orders) {
  for (int to = 0; to < 3; ++to) dup2(orders.streams.at(static_cast<std::size_t>(to)), to);
  const auto life = static_cast<unsigned>(orders.life);
  if (life > 3) close_range(3, life - 1, 0);
  close_range(life + 1, ~0U, 0);
}

[[noreturn]] void become(const Orders& orders) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  // It is no job of the shell's that could be put into the foreground: where it touches the
  // terminal it must not be stopped for good.
  ::signal(SIGTTOU, SIG_IGN);
  ::signal(SIGTTIN, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  close(orders.life);
  execve(orders.path, orders.arguments.data(), orders.environment.data());
  constexpr std::string_view kWords = "ensaio: the command cannot be executed\n";
  [[maybe_unused]] const auto told = write(STDERR_FILENO, kWords.data(), kWords.size());
  leave(kCannotRun);
}

/// Takes leave of what has ended. Whether there is nothing left to wait for.
bool reap(const Orders& orders, pid_t program, int& status) {
  int one = 0;
  pid_t ended = 0;
  while ((ended = waitpid(-1, &one, WNOHANG)) > 0) {
    if (ended != program) continue;
    status = one;
    if (orders.until == ChildWords::Until::ProgramEnds) return true;
  }
  return ended < 0 && errno == ECHILD;
}

[[noreturn]] void keep(const Orders& orders) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, nullptr);
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, kParentGone);
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // What the program leaves behind is ours to wait for.
  take_streams(orders);
  const pid_t program = getppid() == orders.parent ? fork() : -1;
  if (program == 0) become(orders);
  if (program < 0) leave(kCannotRun);
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGCHLD);
  sigaddset(&awaited, kParentGone);
  int status = 0;
  while (!reap(orders, program, status)) {
    if (getppid() != orders.parent) kill(0, SIGKILL);
    sigwaitinfo(&awaited, nullptr);
  }
  if (WIFSIGNALED(status)) die_of(WTERMSIG(status));
  leave(WEXITSTATUS(status));
}

/// A copy of `descriptor` above the standard ones, gone where a program is run.
int above(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

/// A pipe, both ends above the standard ones.
bool make_pipe(int& from, int& to) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  from = above(ends[0]);
  to = above(ends[1]);
  for (const int end : ends) close(end);
  return from >= 0 && to >= 0;
}

void close_all(std::initializer_list<int> descriptors) {
  for (const int descriptor : descriptors) {
    if (descriptor >= 0) close(descriptor);
  }
}

}  // namespace

Keeper start_keeper(const ChildWords& words) {
  Keeper keeper;
  Orders orders{.path = words.path.c_str(),
                .arguments = pointers(words.arguments),
                .environment = pointers(words.environment),
                .until = words.until,
                .parent = getpid()};
  const bool kept = words.output == ChildWords::Output::Kept;
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  int output = -1;
  const bool ready = nothing >= 0 && make_pipe(keeper.life, orders.life) &&
                     (!kept || make_pipe(keeper.output, output));
  orders.streams = {above(nothing), kept ? output : above(words.out),
                    kept ? above(output) : above(words.err)};
  if (ready) keeper.process = fork();
  if (keeper.process == 0) keep(orders);
  const int error = errno;
  // Done here too: whoever comes first, the group is there when we go on.
  if (keeper.process > 0) setpgid(keeper.process, keeper.process);
  close_all({nothing, orders.life, orders.streams[0], orders.streams[1], orders.streams[2]});
  if (keeper.process < 0) close_all({keeper.life, keeper.output});
  errno = error;
  return keeper;
}

}  // namespace ensaio
