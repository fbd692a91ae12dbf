#include "tests/e2e/listening_program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>
#include <utility>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"

extern char** environ;

namespace ensaio {
namespace {

bool listens(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const int tried = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected =
      connect(tried, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(tried);
  return connected;
}

}  // namespace

std::uint16_t free_port() {
  const std::string url = dead_url();
  return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

std::string first_program(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return "";
}

ListeningProgram::~ListeningProgram() { end(SIGTERM); }

void ListeningProgram::start(std::vector<std::string> words, std::uint16_t port,
                             const std::string& said) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 2, said.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, 2, 1);
  EXPECT_EQ(posix_spawn(&pid_, argv.front(), &actions, nullptr, argv.data(), environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  while (!listens(port)) {
    if (has_ended()) FAIL() << words.front() << " does not run:\n" << text_of(said);
    std::this_thread::yield();
  }
}

void ListeningProgram::end(int number) {
  if (pid_ == 0) return;
  kill(pid_, number);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

void ListeningProgram::signal(int number) const { kill(pid_, number); }

bool ListeningProgram::has_ended() const {
  siginfo_t info{};
  return waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid != 0;
}

}  // namespace ensaio
