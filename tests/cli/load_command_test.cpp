#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tests/cli/child.hpp"
#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"

// `ensaio load` at a receiver that this test plays.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kTicks =
    "scenario: ticks\nchats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
    "steps: [{ sent: m1 }, { received: m1 }, { read: m1 }]\n";

Spoken load(const std::vector<std::string>& more, const std::string& input = kTicks) {
  // A busy machine is late, which is none of these tests' business.
  Arguments arguments{"load", "-", "--report", "json=-", "--quiet", "--valid", "lag.max <= 60s"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return ensaio_says(arguments, input);
}

/// Everything that a server answers, head and all.
std::string got(const std::string& url, const char* method = "GET") {
  const std::size_t colon = url.rfind(':');
  const std::size_t slash = url.find('/', colon);
  const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1, slash - colon - 1)));
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the socket calls want.
  EXPECT_EQ(connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  const std::string request = std::string(method) + " " + url.substr(slash) +
                              " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
  EXPECT_EQ(send(fd, request.data(), request.size(), MSG_NOSIGNAL),
            static_cast<ssize_t>(request.size()));
  std::string answer;
  std::array<char, 4096> chunk{};
  for (ssize_t size = 0; (size = recv(fd, chunk.data(), chunk.size(), 0)) > 0;) {
    answer.append(chunk.data(), static_cast<std::size_t>(size));
  }
  close(fd);
  return answer;
}

TEST(LoadCommand, PlaysSoManyConversationsAsTheRateSays) {
  Receiver receiver(always(200));
  const Spoken said = load({"--target", receiver.url(), "--rate", "100/s", "--for", "500ms"});
  EXPECT_EQ(said.exit, 0) << said.err;
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("schema"), "ensaio.load/1");
  EXPECT_EQ(told.at("verdict"), "pass");
  EXPECT_EQ(told.at("conversations").at("due"), 50);
  EXPECT_EQ(told.at("conversations").at("finished"), 50);
  EXPECT_EQ(told.at("callbacks").at("ok"), 150);
  EXPECT_EQ(told.at("response_us").at("count"), 150);
  EXPECT_EQ(told.at("by_status").at("200"), 150);
  EXPECT_EQ(receiver.bodies().size(), 150U);
}

TEST(LoadCommand, GivesEachConversationItsOwnPeopleAndIds) {
  Receiver receiver(always(200));
  load({"--target", receiver.url(), "--rate", "20/s", "--for", "500ms", "--seed", "3"});
  std::set<std::string> phones;
  std::set<std::string> ids;
  for (const std::string& body : receiver.bodies()) {
    const json callback = json::parse(body);
    phones.insert(callback.at("phone").get<std::string>());
    ids.insert(callback.at("ids").at(0).get<std::string>());
  }
  EXPECT_EQ(phones.size(), 10U);
  EXPECT_EQ(ids.size(), 10U);
  for (const std::string& phone : phones) EXPECT_THAT(phone, testing::StartsWith("55449"));
}

TEST(LoadCommand, CountsCallbacksWhereItIsAskedTo) {
  Receiver receiver(always(200));
  const Spoken said =
      load({"--target", receiver.url(), "--rate", "300/s", "--callbacks", "--for", "200ms"});
  EXPECT_EQ(json::parse(said.out).at("conversations").at("due"), 20) << said.err;
}

TEST(LoadCommand, AsksForTheCallbacksOfAChooseOnAverage) {
  Receiver receiver(always(200));
  const std::string either =
      "scenario: either\nchats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
      "steps: [{ choose: [{ weight: 1, steps: [{ sent: m1 }] }, "
      "{ weight: 1, steps: [{ repeat: { times: 10, steps: [{ read: m1 }] } }] }] }]\n";
  for (const char* seed : {"1", "2"}) {
    const Spoken said = load({"--target", receiver.url(), "--rate", "1000/s", "--callbacks",
                              "--for", "200ms", "--seed", seed},
                             either);
    const json told = json::parse(said.out);
    EXPECT_NEAR(told.at("rate").at("asked_per_s").get<double>(), 1000, 60) << said.err;
    EXPECT_NEAR(told.at("conversations").at("due").get<double>(), 36, 6) << said.err;
  }
}

TEST(LoadCommand, IsAsFastAsTheReceiverAnswersInAClosedLoop) {
  Receiver receiver(always(200));
  const Spoken said = load({"--target", receiver.url(), "--max", "--connections", "4", "--for",
                            "100ms", "--threads", "2"});
  EXPECT_EQ(said.exit, 0) << said.err;
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("closed_loop"), true);
  EXPECT_GT(told.at("callbacks").at("ok").get<int>(), 3);
  EXPECT_EQ(told.at("callbacks").at("sent"), receiver.bodies().size());
  EXPECT_EQ(told.at("conversations").at("finished"), told.at("conversations").at("started"));
}

TEST(LoadCommand, FailsWhereTheReceiverDoes) {
  Receiver receiver([](std::size_t number) { return http_answer(number % 5 == 0 ? 500 : 200); });
  const std::vector<std::string> words{"--target", receiver.url(), "--rate",
                                       "50/s",     "--for",        "200ms"};
  const Spoken said = load(words);
  EXPECT_EQ(said.exit, 1) << said.err;
  EXPECT_EQ(json::parse(said.out).at("callbacks").at("other_status"), 6);
  EXPECT_THAT(said.err, HasSubstr("6 answered 500"));
  EXPECT_THAT(said.err, HasSubstr("FAIL failed was 6, asked == 0\n"));
  EXPECT_EQ(json::parse(said.out).at("pass_when").at(0).at("condition"), "failed == 0");
}

TEST(LoadCommand, JudgesByWhatItIsTold) {
  Receiver receiver([](std::size_t number) { return http_answer(number % 5 == 0 ? 500 : 200); });
  const std::vector<std::string> words{"--target", receiver.url(), "--rate", "50/s",
                                       "--for",    "200ms",        "--pass", "failed < 50%"};
  const Spoken said = load(words);
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_THAT(said.err, HasSubstr("ok   failed was 20%"));
}

TEST(LoadCommand, TellsOfAReceiverThatIsNotThere) {
  const std::string dead = dead_url();
  const Spoken said = load({"--target", dead, "--rate", "50/s", "--for", "100ms"});
  EXPECT_EQ(said.exit, 3) << said.err;
  EXPECT_THAT(said.err, HasSubstr("error: nobody answers at " + dead));
  EXPECT_THAT(said.err, HasSubstr(": connection refused\n  is your receiver running?"));
  const json told = json::parse(said.out);
  EXPECT_EQ(told.at("callbacks").at("unreachable"), 15);
  EXPECT_EQ(told.at("unanswered").size(), 1U);
}

TEST(LoadCommand, PlaysAProfile) {
  Receiver receiver(always(200));
  const Scratch scratch;
  scratch.file("ticks.yaml", kTicks);
  scratch.file("typing.yaml",
               "scenario: typing\nchats: [bia]\nsteps: [{ composing: bia }, { paused: bia }]\n");
  const std::string profile =
      scratch.file("profile.yaml", "load: evening\nseed: 9\ntarget: " + receiver.url() +
                                       "\nmix:\n  - { scenario: ./ticks.yaml, weight: 3 }\n"
                                       "  - { scenario: ./typing.yaml }\nphases:\n"
                                       "  - { name: calm, for: 200ms, rate: 20/s, judged: false }\n"
                                       "  - { name: outage, for: 100ms, rate: 40/s, hold: true }\n"
                                       "pass_when: [failed == 0 during outage, reached >= 99%]\n"
                                       "valid_when: [lag.max <= 60s]\n");
  const std::string json_file = scratch.path("load.json");
  const std::string log = scratch.path("load.hlog");
  const Spoken said =
      ensaio_says({"load", profile, "--report", "json=" + json_file, "--report", "hlog=" + log});
  EXPECT_EQ(said.exit, 0) << said.err << said.out;
  std::ifstream in(json_file);
  const json told = json::parse(in);
  EXPECT_EQ(told.at("seed"), 9);
  EXPECT_EQ(told.at("conversations").at("due"), 8);
  EXPECT_EQ(told.at("callbacks").at("ok"), 6 * 3 + 2 * 2) << "Of each four three are ticks.";
  EXPECT_EQ(told.at("by_phase").size(), 2U);
  EXPECT_EQ(told.at("by_scenario").at(0).at("callbacks").at("ok"), 18);
  EXPECT_EQ(told.at("pass_when").size(), 2U);
  std::ifstream hlog(log);
  const std::string lines((std::istreambuf_iterator<char>(hlog)), {});
  EXPECT_THAT(lines, HasSubstr("Tag=response,0.000,1.000,"));
}

// Almost none of the conversations waits long, but one could: so they have time.
TEST(LoadCommand, WaitsForWhatConversationsWaitForBeforeItDrains) {
  Receiver receiver(always(200));
  const Scratch scratch;
  scratch.file("slow.yaml",
               "scenario: slow\nchats: [ana]\nmessages: { m1: ana }\nsteps:\n  - sent: m1\n"
               "  - choose:\n      - { weight: 100000, steps: [{ wait: 100ms }] }\n"
               "      - { weight: 1, steps: [{ wait: 10m }] }\n  - read: m1\n");
  const std::string profile =
      scratch.file("profile.yaml", "load: l\ntarget: " + receiver.url() +
                                       "\nmix: [{ scenario: ./slow.yaml }]\n"
                                       "limits: { drain: 1ms }\n"
                                       "phases: [{ name: p, for: 50ms, rate: 100/s }]\n"
                                       "valid_when: [lag.max < 1h]\n");
  const Spoken said =
      ensaio_says({"load", profile, "--quiet", "--seed", "1", "--report", "json=-"});
  EXPECT_EQ(said.exit, 0) << said.err;
  EXPECT_EQ(json::parse(said.out).at("callbacks").at("ok"), 10) << said.err;
}

TEST(LoadCommand, KeepsAJournalOfEveryCallback) {
  Receiver receiver(always(200));
  const Scratch scratch;
  const std::string file = scratch.path("load.ndjson");
  const Spoken said = load({"--target", receiver.url(), "--rate", "100/s", "--for", "200ms",
                            "--threads", "2", "--report", "journal=" + file});
  EXPECT_EQ(said.exit, 0) << said.err << said.out;
  std::ifstream in(file);
  std::vector<json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  const json account = json::parse(said.out).at("callbacks");
  ASSERT_EQ(lines.size(), account.at("sent").get<std::size_t>() + 2);
  EXPECT_EQ(lines.front().at("schema"), "ensaio.journal/1");
  EXPECT_EQ(lines.front().at("target"), receiver.url());
  EXPECT_EQ(lines.back().at("verdict"), "pass");
  EXPECT_EQ(lines.back().at("account").at("sent"), account.at("sent"));
  std::map<std::uint64_t, std::vector<std::string>> conversations;
  for (const json& line : std::span(lines).subspan(1, lines.size() - 2)) {
    conversations[line.at("telling")].push_back(line.at("callback"));
    EXPECT_LE(0, line.at("due_us").get<std::int64_t>());
    EXPECT_LE(line.at("due_us"), line.at("sent_us"));
    EXPECT_LE(line.at("sent_us"), line.at("answered_us"));
    EXPECT_EQ(line.at("status"), 200);
  }
  EXPECT_EQ(conversations.size(), 20U);
  EXPECT_EQ(conversations.begin()->first, 1U);
  for (const auto& [number, callbacks] : conversations) {
    EXPECT_THAT(callbacks, testing::ElementsAre("SENT", "RECEIVED", "READ")) << number;
  }
}

TEST(LoadCommand, TellsPrometheusWhileItRuns) {
  Receiver receiver(always(200));
  Child child(
      {"load", "-", "--target", receiver.url(), "--rate", "20/s", "--for", "1h", "--metrics", ":0"},
      kTicks);
  receiver.await(1);
  const std::string url = child.line_with("metrics at ").substr(11);
  EXPECT_THAT(url, testing::EndsWith("/metrics"));
  EXPECT_THAT(got(url), HasSubstr("# TYPE ensaio_load_callbacks_total counter\n"));
  EXPECT_THAT(got(url), HasSubstr("version=0.0.4"));
  EXPECT_THAT(got(url + "s"), HasSubstr("404"));
  EXPECT_THAT(got(url, "POST"), HasSubstr("405"));
  child.signal(SIGINT);
  EXPECT_EQ(child.ended().exit, 130);
  const Spoken taken = load({"--target", receiver.url(), "--max", "--metrics", "nowhere:1"});
  EXPECT_EQ(taken.exit, 2);
  EXPECT_THAT(taken.err, HasSubstr("--metrics: "));
}

TEST(LoadCommand, WritesAPageThatSaysWhatTheJsonSays) {
  Receiver receiver(always(200));
  const Scratch scratch;
  const std::string page = scratch.path("load.html");
  const Spoken said = load({"--target", receiver.url(), "--rate", "50/s", "--for", "200ms",
                            "--seed", "3", "--report", "html=" + page});
  EXPECT_EQ(said.exit, 0) << said.err;
  const std::string html = text_of(page);
  const std::string data = html.substr(html.find("id=\"data\">") + 10);
  EXPECT_EQ(json::parse(data.substr(0, data.find("</script>"))).at("report"),
            json::parse(said.out));
}

TEST(LoadCommand, WritesAPageToStandardOutputAndNothingElse) {
  Receiver receiver(always(200));
  const Spoken said = ensaio_says({"load", "-", "--target", receiver.url(), "--rate", "50/s",
                                   "--for", "100ms", "--quiet", "--report", "html=-"},
                                  kTicks);
  EXPECT_TRUE(said.out.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(said.out.ends_with("</html>\n"));
}

TEST(LoadCommand, KeepsTheTokensOfAnInstanceOutOfItsReports) {
  Receiver receiver(always(200));
  const std::vector<std::string> ways[] = {{"--instance", "ABC:SECRET:HIDDEN"},
                                           {"--instance=ABC:SECRET:HIDDEN"}};
  for (const auto& way : ways) {
    std::vector<std::string> words{"--target", receiver.url(), "--rate", "50/s", "--for", "40ms"};
    words.insert(words.end(), way.begin(), way.end());
    const json told = json::parse(load(words).out);
    const auto command = told.at("command").get<std::string>();
    EXPECT_THAT(command, HasSubstr("ABC:..."));
    EXPECT_THAT(command, testing::StartsWith("ensaio load - --report json=- --quiet --valid \""));
    EXPECT_THAT(told.dump(), Not(HasSubstr("SECRET")));
    EXPECT_THAT(told.dump(), Not(HasSubstr("HIDDEN")));
  }
}

TEST(LoadCommand, MakesTheSamePlanOfTheSameSeed) {
  Receiver receiver(always(200));
  const auto hash = [&receiver](const char* seed, const char* rate) {
    const Spoken said =
        load({"--target", receiver.url(), "--rate", rate, "--for", "40ms", "--seed", seed});
    return json::parse(said.out).at("plan_hash").get<std::string>();
  };
  const std::string first = hash("3", "50/s");
  EXPECT_EQ(hash("3", "50/s"), first);
  EXPECT_NE(hash("4", "50/s"), first);
  EXPECT_NE(hash("3", "51/s"), first);
}

TEST(LoadCommand, TellsOfAPageThatCannotBeWritten) {
  const Spoken said = load(
      {"--target", "http://127.0.0.1:1/x", "--max", "--report", "html=/nowhere/there/load.html"});
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.err, HasSubstr("/nowhere/there/load.html cannot be written"));
}

TEST(LoadCommand, WritesNoTwoReportsIntoEachOther) {
  for (const char* second : {"html=-", "json=other"}) {
    const Spoken said = load({"--target", "http://127.0.0.1:1/x", "--max", "--report", second});
    EXPECT_NE(said.exit, 0) << second;
    EXPECT_THAT(said.err, HasSubstr("each report once, into a file of its own"));
    EXPECT_EQ(said.out, "");
  }
}

TEST(LoadCommand, RefusesWordsWithoutMeaning) {
  struct Row {
    std::vector<std::string> words;
    const char* says;
  };
  const Row rows[] = {
      {{}, "it is not said how fast"},
      {{"--rate", "fast"}, "--rate: 'fast' is no rate"},
      {{"--rate", "0/s"}, "--rate: that is none at all"},
      {{"--rate", "5/s", "--for", "never"}, "--for: 'never' is no duration over 0"},
      {{"--rate", "5/s", "--max"}, "exclude each other"},
      {{"--max", "--callbacks"}, "--callbacks says what --rate counts"},
      {{"--max", "--threads", "0"}, "--threads: '0' is no whole number from 1 to 256"},
      {{"--max", "--connections", "x"}, "--connections: 'x'"},
      {{"--max", "--pass", "respons.p99 < 3ms"}, "unknown metric 'respons.p99'"},
      {{"--max", "--pass", "oracle.wrong == 0"}, "oracle.wrong is not yet available in this"},
      {{"--max", "--valid", "oracle.wrong == 0"}, "oracle.wrong is not yet available in this"},
      {{"--max", "--pass", "reached > 1% during load"}, "'during' cannot stand with reached"},
      {{"--max", "--report", "htm=x"}, "none of json=FILE, html=FILE, hlog=FILE and journal=FILE"},
      {{"--max", "--report", "json"}, "none of json=FILE, html=FILE, hlog=FILE and journal=FILE"},
  };
  for (const Row& row : rows) {
    Arguments arguments{"load", "-", "--target", "http://127.0.0.1:1/x"};
    arguments.insert(arguments.end(), row.words.begin(), row.words.end());
    const Spoken said = ensaio_says(arguments, kTicks);
    EXPECT_EQ(said.exit, 2) << row.says;
    EXPECT_THAT(said.err, HasSubstr(row.says));
  }
  EXPECT_EQ(ensaio_says({"load"}).exit, 2);
  EXPECT_EQ(load({"--max", "--for", "10ms"}).exit, 2) << "It has no target.";
}

TEST(LoadCommand, RefusesConditionsOfPhasesThatNothingJudges) {
  const Scratch scratch;
  scratch.file("ticks.yaml", kTicks);
  const std::string profile = scratch.file(
      "profile.yaml",
      "load: x\ntarget: http://127.0.0.1:1/x\nmix: [{ scenario: ./ticks.yaml }]\nphases:\n"
      "  - { name: calm, for: 1s, rate: 1/s, judged: false }\n"
      "  - { name: steady, for: 1s, rate: 1/s }\n");
  for (const char* option : {"--pass", "--valid"}) {
    const Spoken said = ensaio_says({"load", profile, option, "failed == 0 during calm"});
    EXPECT_EQ(said.exit, 2);
    EXPECT_THAT(said.err, HasSubstr("phase 'calm' is not judged"));
  }
}

TEST(LoadCommand, RefusesScenariosThatWaitForTheApplication) {
  const Spoken said = load({"--target", "http://127.0.0.1:1/x", "--max"},
                           "scenario: waits\nchats: [ana]\nsteps: [{ await: send-text }]\n");
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.err, HasSubstr("error["));
  EXPECT_THAT(said.out, Not(HasSubstr("schema")));
}

}  // namespace
}  // namespace ensaio
