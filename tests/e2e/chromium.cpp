#include "tests/e2e/chromium.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>

#include "tests/cli/scratch.hpp"
#include "tests/e2e/listening_program.hpp"

extern char** environ;

namespace ensaio {
namespace {

/// Runs `words` to the end, its output in files. Its exit code; -1 where it was killed.
int run(std::vector<std::string> words, const std::string& out, const std::string& err) {
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), kWrite, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), kWrite, 0600);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed != 0 || waitpid(pid, &status, 0) != pid) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// From Chromium's own log: a request of a page has an initiator.
std::vector<std::string> asked_for_in(const std::string& log) {
  const auto told = nlohmann::json::parse(log, nullptr, /*allow_exceptions=*/false);
  EXPECT_TRUE(told.is_object() && told.contains("events")) << "Chromium kept no log";
  std::vector<std::string> urls;
  if (!told.is_object()) return urls;
  for (const auto& event : told.value("events", nlohmann::json::array())) {
    const auto params = event.value("params", nlohmann::json::object());
    if (params.value("initiator", "not an origin") == "not an origin") continue;
    urls.push_back(params.value("url", ""));
  }
  return urls;
}

}  // namespace

std::string chromium_program() { return first_program({"/usr/bin/chromium"}); }

BrowsedPage browsed(const std::string& file, const std::vector<std::string>& more) {
  const Scratch scratch;
  const std::string nobody = "http://127.0.0.1:" + std::to_string(free_port());
  std::vector<std::string> words{"timeout",
                                 "--kill-after=5",
                                 "120",
                                 chromium_program(),
                                 "--headless",
                                 "--no-sandbox",  // It opens our own files only, and may be root.
                                 "--disable-gpu",
                                 "--disable-dev-shm-usage",
                                 "--no-first-run",
                                 "--no-default-browser-check",
                                 "--disable-background-networking",
                                 "--disable-component-update",
                                 "--disable-default-apps",
                                 "--disable-sync",
                                 "--host-resolver-rules=MAP * ~NOTFOUND",
                                 "--proxy-server=" + nobody,
                                 "--proxy-bypass-list=<-loopback>",
                                 "--user-data-dir=" + scratch.path("profile"),
                                 "--log-net-log=" + scratch.path("log"),
                                 "--enable-logging=stderr",
                                 "--window-size=1200,1600",
                                 "--virtual-time-budget=10000",
                                 "--dump-dom"};
  words.insert(words.end(), more.begin(), more.end());
  words.push_back("file://" + file);
  const int exit = run(words, scratch.path("out"), scratch.path("err"));
  BrowsedPage page{text_of(scratch.path("out")), text_of(scratch.path("err")),
                   asked_for_in(text_of(scratch.path("log")))};
  EXPECT_EQ(exit, 0) << page.said;
  return page;
}

}  // namespace ensaio
