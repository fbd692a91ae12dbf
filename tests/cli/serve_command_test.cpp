#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

namespace ensaio {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(ServeCommand, SaysThatItIsReadyAndEndsAsItShould) {
  const Scratch scratch;
  const std::string ready_file = scratch.path("ready.json");
  for (const int signal : {SIGINT, SIGTERM}) {
    Child child({"serve", "--listen", "127.0.0.1:0", "--ready-file", ready_file});
    child.await("\n");
    const auto ready = nlohmann::json::parse(text_of(ready_file));
    const std::string url = ready.at("base_url").get<std::string>();
    EXPECT_EQ(ready.at("control_url"), url + "/_ensaio");
    EXPECT_EQ(ready.at("ca_file"), nullptr);
    EXPECT_EQ(ensaio_says({"health", url}).exit, 0);
    child.signal(signal);
    const Spoken said = child.ended();
    EXPECT_EQ(said.exit, 0);
    EXPECT_EQ(nlohmann::json::parse(said.out), ready);
    EXPECT_THAT(said.err, HasSubstr("0 calls heard, 0 callbacks sent\n"));
    EXPECT_FALSE(std::filesystem::exists(ready_file));
    EXPECT_EQ(ensaio_says({"health", url}).exit, 3);
  }
}

TEST(ServeCommand, RunsACommandAndEndsAsItDoes) {
  const Spoken said =
      Child({"serve", "--export", "U={{ api }}/{{ instance.id }}/{{ instance.token }}", "--seed",
             "7", "--", "sh", "-c", "echo $ENSAIO_BASE_URL $ENSAIO_SEED; echo $U; exit 7"})
          .ended();
  EXPECT_EQ(said.exit, 7) << said.err;
  EXPECT_THAT(said.out, AllOf(StartsWith("http://127.0.0.1:"), HasSubstr(" 7\n")));
  const std::string url = said.out.substr(0, said.out.find(' '));
  EXPECT_THAT(said.out, HasSubstr("\n" + url + "/"));
  EXPECT_THAT(said.err, HasSubstr("\"base_url\"")) << "Standard output is the command's.";
}

TEST(ServeCommand, EndsItsCommandWhereItIsInterrupted) {
  for (const auto& [signal, exit] : {std::pair(SIGINT, 130), std::pair(SIGTERM, 143)}) {
    Child child({"serve", "--", "sh", "-c", "echo up; sleep 1000"});
    child.await("up");
    child.signal(signal);
    EXPECT_EQ(child.ended().exit, exit);
  }
}

TEST(ServeCommand, IsCalledByARunAndCallsBack) {
  Receiver receiver(always(200));
  const Scratch scratch;
  const std::string app = scratch.file("app.yaml",
                                       "scenario: application\nenv: [ENSAIO_BASE_URL]\nsteps:\n"
                                       "  - call: { put: \"{{ env.ENSAIO_BASE_URL "
                                       "}}/instances/A/token/B/update-webhook-chat-presence"
                                       "\", json: { value: \"" +
                                           receiver.url() + "\" } }\n");
  const Spoken said =
      Child({"serve", "--clock", "virtual", "--play", "pack:basics/typing-then-paused", "--",
             ENSAIO_PROGRAM, "run", app, "--target", receiver.url()})
          .ended();
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.err, HasSubstr("1 call heard"));
}

TEST(ServeCommand, HasAClockThatIsAdvancedByHand) {
  Receiver receiver(always(200));
  const Scratch scratch;
  const std::string app = scratch.file(
      "app.yaml",
      "scenario: application\nenv: [ENSAIO_BASE_URL]\ndefaults: { expect: { status: 200 } }\n"
      "steps:\n"
      "  - call:\n      put: \"{{ env.ENSAIO_BASE_URL "
      "}}/instances/A/token/B/update-webhook-chat-presence\"\n      json: { value: \"" +
          receiver.url() +
          "\" }\n"
          "  - call:\n      put: \"{{ env.ENSAIO_BASE_URL }}/_ensaio/clock?instance=A\"\n"
          "      json: { advance: 10m }\n");
  const Spoken said =
      Child({"serve", "--clock", "manual", "--play", "pack:basics/typing-then-paused", "--",
             ENSAIO_PROGRAM, "run", app, "--target", receiver.url()})
          .ended();
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_EQ(receiver.bodies().size(), 4U) << "All of the story was told before the answer.";
}

TEST(ServeCommand, LeavesNothingBehindWhereItIsInterruptedTwice) {
  const Scratch scratch;
  const std::string ready_file = scratch.path("ready.json");
  const std::string authority = scratch.path("ca.pem");
  // The command hears no SIGTERM: without the second signal it would be waited for.
  Child child({"serve", "--tls", "auto", "--tls-ca", authority, "--ready-file", ready_file, "--",
               "sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done"});
  child.await("up");
  EXPECT_TRUE(std::filesystem::exists(ready_file));
  EXPECT_TRUE(std::filesystem::exists(authority));
  while (child.runs()) {
    child.signal(SIGTERM);
    usleep(20'000);
  }
  child.ended();
  EXPECT_FALSE(std::filesystem::exists(ready_file));
  EXPECT_FALSE(std::filesystem::exists(authority));
}

TEST(ServeCommand, PlaysScenariosOfThePacksByTheirNames) {
  Receiver receiver(always(200));
  const Scratch scratch;
  const std::string app =
      scratch.file("app.yaml",
                   "scenario: application\nenv: [ENSAIO_CONTROL_URL]\nsteps:\n"
                   "  - call: { post: \"{{ env.ENSAIO_CONTROL_URL }}/runs?wait=10s\", "
                   "json: { scenario: \"pack:basics/typing-then-paused\" } }\n");
  const Spoken said = Child({"serve", "--clock", "virtual", "--target", receiver.url(), "--",
                             ENSAIO_PROGRAM, "run", app, "--target", receiver.url()})
                          .ended();
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.err, HasSubstr("4 callbacks sent"));
}

TEST(ServeCommand, WarnsOfWhatTheRealProviderRefuses) {
  const Scratch scratch;
  const std::string app = scratch.file(
      "app.yaml",
      "scenario: application\nenv: [ENSAIO_BASE_URL]\nsteps:\n"
      "  - call: { put: \"{{ env.ENSAIO_BASE_URL }}/instances/A/token/B/update-webhook-delivery\", "
      "json: { value: \"http://127.0.0.1:9/\" } }\n"
      "  - call: { post: \"{{ env.ENSAIO_BASE_URL }}/instances/A/token/B/send-txt\", "
      "json: { phone: \"5544999990007\" } }\n");
  const Spoken said =
      Child({"serve", "--", ENSAIO_PROGRAM, "run", app, "--target", "http://127.0.0.1:9/"}).ended();
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(said.err, HasSubstr("warning: PUT /instances/{id}/token/{token}/"
                                  "update-webhook-delivery: http://127.0.0.1:9/ is not HTTPS"));
  EXPECT_THAT(said.err, HasSubstr("/send-txt: did you mean send-text?\n"));
}

TEST(ServeCommand, RefusesWordsWithoutMeaning) {
  const Scratch scratch;
  const std::string wrong = scratch.file("rules.yaml", "rules:\n  - aftr: send-text\n");
  const char* const one = "scenario: typing\nchats: [ana]\nsteps:\n  - composing: ana\n";
  const std::string typing = scratch.file("typing.yaml", one);
  const std::string again = scratch.file("again.yaml", one);
  struct Row {
    Arguments words;
    std::string says;
  };
  const Row rows[] = {
      {{"--listen", "nowhere:1"}, "--listen: "},
      {{"--listen", "0.0.0.0:0"}, "others could use the control API there"},
      {{"--tls", "maybe"}, "--tls: 'maybe' is neither auto nor CERT,KEY"},
      {{"--tls-ca", "x"}, "nothing to trust without TLS"},
      {{"--https", "never"}, "--https: write strict, warn or any"},
      {{"--unknown-path", "500"}, "--unknown-path: write 200 or 404"},
      {{"--clock", "sundial"}, "--clock: 'sundial' is no clock"},
      {{"--dialect", "esperanto"}, "--dialect"},
      {{"--rules", "/no/such/file"}, "--rules /no/such/file: cannot be read: No such file"},
      {{"--rules", "pack:lifelke"}, "there is no pack 'lifelke'; did you mean 'lifelike'?"},
      {{"--rules", "pack:basics"}, "pack 'basics' has "},
      {{"--rules", wrong}, "did you mean 'after'?"},
      {{"--accounts", "/no/such/file"}, "--accounts /no/such/file: cannot be read"},
      {{"--scenarios", typing, "--scenarios", again}, "the first is at " + typing},
      {{"--play", "/no/such/file"}, "/no/such/file"},
      {{"--export", "A=1"}, "there is nothing to export to"},
      {{"--export", "A", "--", "true"}, "--export A: this is not NAME=VALUE"},
      {{"--export", "A={{ nothing }}", "--", "true"}, "unknown template '{{ nothing }}'"},
      {{"--", "no-such-program"}, "there is no program 'no-such-program' in PATH"},
  };
  for (const Row& row : rows) {
    Arguments words{"serve"};
    words.insert(words.end(), row.words.begin(), row.words.end());
    const Spoken said = ensaio_says(words);
    EXPECT_EQ(said.exit, 2) << row.says;
    EXPECT_THAT(said.err, HasSubstr(row.says));
    EXPECT_THAT(said.out, IsEmpty());
  }
}

TEST(HealthCommand, RefusesWhatIsNoUrl) {
  EXPECT_EQ(ensaio_says({"health", "nowhere"}).exit, 2);
  EXPECT_EQ(ensaio_says({"health", "http://127.0.0.1:1", "http://127.0.0.1:2"}).exit, 2);
  Receiver other(always(404));
  const Spoken said = ensaio_says({"health", other.url()});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("is not ready: it answers 404"));
}

}  // namespace
}  // namespace ensaio
