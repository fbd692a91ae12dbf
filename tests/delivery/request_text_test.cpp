#include "simulator/delivery/request_text.hpp"

#include <gtest/gtest.h>

#include "tests/delivery/performance.hpp"

namespace ensaio {
namespace {

using namespace story;

/// What `step` sends to http://receiver.test/hook, with the body "{}".
std::string request_of(const Scenario& scenario) {
  const Performance performance(scenario);
  const Rendering rendering(performance.script, performance.cast, performance.surroundings);
  std::string out;
  const auto problem = append_request(
      out, {rendering, performance.script.lines.at(0), Send{}, performance.endpoint, "{}"});
  EXPECT_EQ(problem.value_or(""), "");
  return out;
}

/// Why it cannot be sent.
std::string problem_of(const Scenario& scenario) {
  const Performance performance(scenario);
  const Rendering rendering(performance.script, performance.cast, performance.surroundings);
  std::string out;
  return append_request(
             out, {rendering, performance.script.lines.at(0), Send{}, performance.endpoint, "{}"})
      .value_or("");
}

Step with_headers(std::vector<HeaderChange> headers, Step step) {
  return with(Modifiers{.headers = std::move(headers)}, std::move(step));
}

// Order and names as in the observed requests of September 2025: content-length, host,
// content-type, origin, server, user-agent, z-api-token.
TEST(RequestText, IsWhatZapiWasSeenToSend) {
  Scenario one = scenario("s", {with_headers({{"user-agent", "Browser"}}, sent())});
  EXPECT_EQ(request_of(one),
            "POST /hook HTTP/1.1\r\n"
            "content-length: 2\r\n"
            "host: receiver.test\r\n"
            "content-type: application/json\r\n"
            "origin: https://api.z-api.io\r\n"
            "server: Z-API\r\n"
            "user-agent: Browser\r\n"
            "z-api-token: TOKEN\r\n"
            "\r\n"
            "{}");
}

TEST(RequestText, LetsTheStepChangeEveryHeader) {
  Scenario one = scenario("s", {with_headers({{"user-agent", std::nullopt},
                                              {"origin", std::nullopt},
                                              {"server", std::nullopt},
                                              {"z-api-token", std::nullopt},
                                              {"Host", "elsewhere.test"},
                                              {"Content-Length", "9"},
                                              {"x-mine", "{{ chats.ana.phone }}"}},
                                             sent())});
  EXPECT_EQ(request_of(one),
            "POST /hook HTTP/1.1\r\n"
            "content-type: application/json\r\n"
            "Host: elsewhere.test\r\n"
            "Content-Length: 9\r\n"
            "x-mine: 5544999990001\r\n"
            "\r\n"
            "{}");
}

TEST(RequestText, RefusesHeadersThatWouldEndTheirLine) {
  const std::string bad = "the value of header 'x-mine' holds a line break or NUL";
  for (const std::string& value :
       {std::string("a\r\nb"), std::string("a\nb"), std::string("\r"), std::string("a\0b", 3)}) {
    EXPECT_EQ(problem_of(scenario("s", {with_headers({{"x-mine", value}}, sent())})), bad);
    Scenario one = scenario("s", {with_headers({{"x-mine", "{{ chats.ana.phone }}"}}, sent())});
    one.chats.front().phone = value;
    EXPECT_EQ(problem_of(one), bad) << "It stands in a gap.";
  }
  EXPECT_EQ(problem_of(scenario("s", {with_headers({{"x-\nmine", "1"}}, sent())})),
            "a header's name holds a line break or NUL");
}

TEST(RequestText, LetsACallGoWithoutAContentType) {
  Step step = with_headers({{"content-type", std::nullopt}}, call("http://receiver.test/", "{}"));
  EXPECT_EQ(request_of(scenario("s", {step})),
            "POST /hook HTTP/1.1\r\ncontent-length: 2\r\nhost: receiver.test\r\n\r\n{}");
}

TEST(RequestText, LeavesTheContentTypeOfACallToTheCall) {
  Step step = call("http://receiver.test/hook", "{}");
  std::get<CallStep>(step.action).headers = {{"Content-Type", "application/vnd.test+json"}};
  EXPECT_EQ(request_of(scenario("s", {step})),
            "POST /hook HTTP/1.1\r\n"
            "content-length: 2\r\n"
            "host: receiver.test\r\n"
            "content-type: application/vnd.test+json\r\n"
            "\r\n"
            "{}");
}

}  // namespace
}  // namespace ensaio
