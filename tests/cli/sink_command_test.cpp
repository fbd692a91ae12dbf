#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::StartsWith;

/// `ensaio sink` as a child, ready.
class SinkChild {
 public:
  explicit SinkChild(Arguments words = {}) : child_(with_ready_file(std::move(words))) {
    while (child_.runs() && !std::filesystem::exists(ready_path())) std::this_thread::yield();
    const std::string text = text_of(ready_path());
    EXPECT_FALSE(text.empty());
    if (!text.empty()) ready_ = json::parse(text);
  }
  ~SinkChild() {
    if (!ended_) ended_by(SIGTERM);
  }
  SinkChild(const SinkChild&) = delete;
  SinkChild& operator=(const SinkChild&) = delete;

  const json& ready() const { return ready_; }
  std::string url() const { return ready_.value("base_url", ""); }
  std::string ready_path() const { return scratch_.path("ready.json"); }
  /// How `ensaio fire` at it ends.
  int fire(Arguments words) const {
    words.insert(words.begin(), "fire");
    words.insert(words.end(), {"--target", url() + "/hook"});
    return ensaio_says(words).exit;
  }
  Spoken ended_by(int signal) {
    child_.signal(signal);
    ended_ = true;
    return child_.ended();
  }

 private:
  Arguments with_ready_file(Arguments words) const {
    words.insert(words.begin(), {"sink", "--listen", "127.0.0.1:0", "--ready-file", ready_path()});
    return words;
  }

  Scratch scratch_;
  Child child_;
  json ready_{};
  bool ended_ = false;
};

std::string last_line(const std::string& text) {
  const auto before = text.find_last_of('\n', text.size() - 2);
  return text.substr(before == std::string::npos ? 0 : before + 1);
}

TEST(SinkCommand, SaysWhereItListensAndAtTheEndWhatItHeard) {
  SinkChild sink;
  EXPECT_EQ(sink.fire({"read", "--id", "3A01"}), 0);
  EXPECT_EQ(sink.fire({"read", "--id", "3A01"}), 0);
  const Spoken said = sink.ended_by(SIGTERM);
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.err, IsEmpty());
  EXPECT_EQ(said.out,
            "ensaio sink listens at " + sink.url() + "\n2 callbacks heard, 1 applied, 0 refused\n");
}

TEST(SinkCommand, EndsWellByEitherSignal) {
  for (const int signal : {SIGINT, SIGTERM}) EXPECT_EQ(SinkChild().ended_by(signal).exit, 0);
}

TEST(SinkCommand, HasAReadyFileAsLongAsItListens) {
  SinkChild sink;
  EXPECT_THAT(sink.url(), MatchesRegex("http://127\\.0\\.0\\.1:[0-9]+"));
  EXPECT_TRUE(sink.ready()["ca_file"].is_null());
  EXPECT_TRUE(sink.ready()["pid"].is_number());
  EXPECT_TRUE(sink.ready()["version"].is_string());
  sink.ended_by(SIGTERM);
  EXPECT_FALSE(std::filesystem::exists(sink.ready_path()));
}

TEST(SinkCommand, EndsThoughAConnectionIsKeptOpen) {
  SinkChild sink;
  const std::string url = sink.url();
  const int kept = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  ASSERT_EQ(connect(kept, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_EQ(sink.ended_by(SIGTERM).exit, 0);  // Or ctest's time limit ends it.
  close(kept);
}

TEST(SinkCommand, AnswersAsToldAndCountsWhatItFailed) {
  SinkChild sink({"--answer", "503"});
  EXPECT_EQ(sink.fire({"read"}), 1);
  EXPECT_EQ(last_line(sink.ended_by(SIGTERM).out),
            "1 callback heard, 0 applied, 1 failed as told, 0 refused\n");
}

/// How forty callbacks end.
std::string endings(const std::string& seed) {
  const SinkChild sink({"--answer", "500:50%", "--seed", seed});
  std::string endings;
  for (int count = 0; count < 40; ++count) endings += std::to_string(sink.fire({"read"}));
  return endings;
}

TEST(SinkCommand, RepeatsItsAnswersWithTheSameSeed) {
  const std::string first = endings("7");
  EXPECT_THAT(first, HasSubstr("0"));
  EXPECT_THAT(first, HasSubstr("1"));
  EXPECT_EQ(endings("7"), first);
  EXPECT_NE(endings("8"), first);
}

TEST(SinkCommand, TellsTheSeedWhereSomethingIsDrawn) {
  SinkChild given({"--answer", "500:10%", "--seed", "7"});
  EXPECT_THAT(given.ended_by(SIGTERM).out, HasSubstr("\nthe answers are drawn with --seed 7\n"));
  SinkChild drawn({"--answer", "delay:0s..1ms"});
  EXPECT_THAT(drawn.ended_by(SIGTERM).out, HasSubstr("\nthe answers are drawn with --seed "));
}

TEST(SinkCommand, WritesWhatClientsTrust) {
  const Scratch scratch;
  const std::string file = scratch.path("ca.pem");
  std::string of_its_own;
  for (const Arguments& words : {Arguments{"--tls", "auto", "--tls-ca", file}, {"--tls", "auto"}}) {
    SinkChild sink(words);
    EXPECT_THAT(sink.url(), StartsWith("https://127.0.0.1:"));
    of_its_own = sink.ready().value("ca_file", "");
    EXPECT_THAT(text_of(of_its_own), StartsWith("-----BEGIN CERTIFICATE-----\n"));
    const Spoken said = sink.ended_by(SIGTERM);
    EXPECT_EQ(said.exit, 0);
    EXPECT_THAT(said.out, HasSubstr("\nclients trust it with --ca " + of_its_own + "\n"));
    EXPECT_FALSE(std::filesystem::exists(of_its_own));
  }
  EXPECT_NE(of_its_own, file);
}

TEST(SinkCommand, TellsWhoLooksAtItWhatToDoNext) {
  const Scratch scratch;
  const std::string ready = scratch.path("ready.json");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams io{.in = in, .out = out, .err = err, .terminal = true};
  Exit exit = Exit::Bug;
  std::thread command([&] {
    exit = sink_command({"--listen", ":0", "--tls", "auto", "--ready-file", ready}, io);
  });
  while (!std::filesystem::exists(ready)) std::this_thread::yield();
  const json told = json::parse(text_of(ready));
  pthread_kill(command.native_handle(), SIGTERM);
  command.join();
  EXPECT_EQ(exit, Exit::Passed);
  EXPECT_THAT(out.str(), HasSubstr("\nin another terminal:  ensaio run pack:basics --target " +
                                   told.value("base_url", "") + "/hook --ca " +
                                   told.value("ca_file", "") + "\n"));
}

TEST(SinkCommand, SaysThatThePortIsTaken) {
  const Receiver other(always(200));
  const std::string url = other.url();
  const std::string place = url.substr(7, url.rfind('/') - 7);
  const Spoken said = ensaio_says({"sink", "--listen", place});
  EXPECT_EQ(said.exit, 3);
  EXPECT_EQ(said.err, "error: " + place +
                          " is taken: another program listens there\n"
                          "  perhaps an ensaio that is already running; port 0 takes any free "
                          "one\n");
  EXPECT_THAT(said.out, IsEmpty());
}

TEST(SinkCommand, SaysWhichFileCannotBeWritten) {
  const Scratch scratch;
  const std::string nowhere = scratch.path("no/such");
  const Spoken ready = ensaio_says({"sink", "--listen", ":0", "--ready-file", nowhere});
  EXPECT_EQ(ready.exit, 3);
  EXPECT_THAT(ready.err, StartsWith("error: --ready-file: " + nowhere + " cannot be written: No"));
  const Spoken trust =
      ensaio_says({"sink", "--listen", ":0", "--tls", "auto", "--tls-ca", nowhere});
  EXPECT_EQ(trust.exit, 3);
  EXPECT_THAT(trust.err, StartsWith("error: --tls-ca: " + nowhere + " cannot be written: No"));
}

TEST(SinkCommand, RefusesTheCommandLine) {
  struct Row {
    const char* what;
    Arguments words;
    std::string error;  ///< How it begins.
  };
  const Row rows[] = {
      {"a word alone", {"extra"}, "error: unexpected word 'extra'\n"},
      {"an unknown option", {"--lisen", "x"}, "error: unknown option '--lisen'; did you mean "},
      {"an option to come", {"--bug", "x"}, "error: --bug is not yet available"},
      {"an empty value", {"--listen", ""}, "error: --listen has an empty value\n"},
      {"no port",
       {"--listen", "127.0.0.1"},
       "error: --listen: '127.0.0.1' is no address to listen at\n  write ADDRESS:PORT"},
      {"a port beyond", {"--listen", ":70000"}, "error: --listen: '70000' is no port\n"},
      {"a name", {"--listen", "here:0"}, "error: --listen: 'here' is no address of a machine\n"},
      {"an answer", {"--answer", "slow"}, "error: --answer: 'slow' is no answer\n  write a status"},
      {"too much", {"--answer", "500:70%", "--answer", "503:70%"}, "error: --answer: the shares"},
      {"a seed", {"--seed", "-1"}, "error: --seed: '-1' is no whole number"},
      {"other TLS", {"--tls", "yes"}, "error: --tls: 'yes' is neither auto nor CERT,KEY\n"},
      {"trust in nothing", {"--tls-ca", "f"}, "error: --tls-ca: there is nothing to trust"},
      {"a value too few", {"--answer"}, "error: --answer"},
      {"twice", {"--seed", "1", "--seed", "2"}, "error: --seed"},
  };
  for (const Row& row : rows) {
    Arguments words = row.words;
    words.insert(words.begin(), "sink");
    const Spoken said = ensaio_says(words);
    EXPECT_EQ(said.exit, 2) << row.what;
    EXPECT_THAT(said.err, StartsWith(row.error)) << row.what;
    EXPECT_THAT(said.out, IsEmpty()) << row.what;
  }
}

}  // namespace
}  // namespace ensaio
