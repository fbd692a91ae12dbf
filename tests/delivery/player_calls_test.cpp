#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulator/delivery/player.hpp"
#include "tests/delivery/performance.hpp"
#include "tests/support/virtual_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

/// A call of `method` that keeps what `save` says, of saved values "token" and "id".
Step calling(std::string method, std::string url, std::string json = {},
             std::vector<std::pair<std::uint32_t, std::string>> save = {}) {
  Step step = call(std::move(url), std::move(json));
  auto& action = std::get<CallStep>(step.action);
  action.method = std::move(method);
  action.save = std::move(save);
  return step;
}

Scenario saving(Steps steps) {
  Scenario made = scenario("saving", std::move(steps));
  made.saved = {"token", "id"};
  return made;
}

VirtualWorld answering(std::string body) {
  return VirtualWorld([body = std::move(body)](const Posting&) {
    return VirtualWorld::Reply{.after = 1ms, .ending = Answered{.status = 200, .body = body}};
  });
}

TEST(PlayerCalls, SendWhatTheStepSays) {
  struct Row {
    const char* what;
    const char* method;
    const char* json;
    const char* request;
  };
  const Row rows[] = {
      {"a body is JSON", "PUT", R"({"a":1})",
       "PUT /x?y=1 HTTP/1.1\r\ncontent-length: 7\r\nhost: api.test:81\r\n"
       "content-type: application/json\r\n\r\n{\"a\":1}"},
      {"POST says that it has none", "POST", "",
       "POST /x?y=1 HTTP/1.1\r\ncontent-length: 0\r\nhost: api.test:81\r\n\r\n"},
      {"GET does not", "GET", "", "GET /x?y=1 HTTP/1.1\r\nhost: api.test:81\r\n\r\n"},
      {"nor does DELETE", "DELETE", "", "DELETE /x?y=1 HTTP/1.1\r\nhost: api.test:81\r\n\r\n"},
  };
  for (const Row& row : rows) {
    VirtualWorld world;
    Performance performance(
        scenario("s", {calling(row.method, "http://api.test:81/x?y=1", row.json)}));
    play(world, {&performance}, {performance.arrival()});
    ASSERT_EQ(world.posted().size(), 1U) << row.what;
    EXPECT_EQ(world.posted()[0].request, row.request) << row.what;
    EXPECT_EQ(performance.outcomes[0].url, "http://api.test:81/x?y=1") << row.what;
    EXPECT_EQ(performance.outcomes[0].request, row.json) << row.what;
  }
}

TEST(PlayerCalls, NeedNoRoute) {
  VirtualWorld world;
  Performance performance(scenario("s", {calling("GET", "http://api.test/")}));
  const Arrival arrival = performance.arrival(Routes());
  play(world, {&performance}, {arrival});
  EXPECT_EQ(performance.told(), "call 0/0/0");
}

TEST(PlayerCalls, SaveWhatLaterStepsSay) {
  VirtualWorld world = answering(R"({"auth":{"token":"t-1"},"id":42})");
  Performance performance(
      saving({calling("POST", "http://api.test/login", "{}", {{0, "/auth/token"}, {1, "/id"}}),
              calling("GET", "http://api.test/items/{{ id }}?t={{ token }}")}));
  play(world, {&performance}, {performance.arrival()});
  ASSERT_EQ(world.posted().size(), 2U);
  EXPECT_EQ(world.posted()[1].url, "http://api.test/items/42?t=t-1");
  EXPECT_EQ(performance.surroundings.saved, (std::vector<std::optional<std::string>>{"t-1", "42"}));
  EXPECT_TRUE(performance.outcomes[0].not_saved.empty());
}

TEST(PlayerCalls, TellWhatCouldNotBeSaved) {
  struct Row {
    const char* what;
    Ending ending;
    std::string why;
  };
  const Row rows[] = {
      {"nothing there", Answered{.status = 200, .body = R"({"other":1})"}, ""},
      {"no JSON", Answered{.status = 200, .body = "<html>"}, ""},
      {"no answer", TimedOut{"waiting for the answer"}, "there was no answer"},
  };
  for (const Row& row : rows) {
    VirtualWorld world([&](const Posting&) { return VirtualWorld::Reply{1ms, row.ending}; });
    Performance performance(saving({calling("GET", "http://api.test/", "", {{1, "/id"}}), sent()}));
    performance.surroundings.saved = {"kept", "kept too"};
    play(world, {&performance}, {performance.arrival()});
    ASSERT_EQ(performance.outcomes.size(), 2U) << row.what;
    ASSERT_EQ(performance.outcomes[0].not_saved.size(), 1U) << row.what;
    EXPECT_EQ(performance.outcomes[0].not_saved[0].name, "id") << row.what;
    EXPECT_NE(performance.outcomes[0].not_saved[0].why, "") << row.what;
    if (!row.why.empty()) {
      EXPECT_EQ(performance.outcomes[0].not_saved[0].why, row.why) << row.what;
    }
    EXPECT_TRUE(performance.outcomes[1].not_saved.empty()) << row.what;
    EXPECT_EQ(performance.surroundings.saved,
              (std::vector<std::optional<std::string>>{"kept", "kept too"}));
  }
}

TEST(PlayerCalls, AreNotBlamedForWhatAnotherCouldNotSave) {
  VirtualWorld world([](const Posting& posting) {
    const bool first = posting.endpoint->host == "api.test";
    return VirtualWorld::Reply{first ? Offset(1ms) : Offset(1h), Answered{.status = 200}};
  });
  world.interrupt_at(1s);
  Performance performance(saving({calling("GET", "http://api.test/", "", {{1, "/id"}}), sent()}));
  play(world, {&performance}, {performance.arrival()});
  ASSERT_EQ(performance.outcomes.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Abandoned>(performance.outcomes[1].ending));
  EXPECT_TRUE(performance.outcomes[1].not_saved.empty());
}

TEST(PlayerCalls, SaveWhateverTheStatus) {
  VirtualWorld world([](const Posting&) {
    return VirtualWorld::Reply{1ms, Answered{.status = 409, .body = R"({"id":"x"})"}};
  });
  Performance performance(saving({calling("GET", "http://api.test/", "", {{1, "/id"}})}));
  play(world, {&performance}, {performance.arrival()});
  EXPECT_EQ(performance.surroundings.saved.at(1), "x");
}

TEST(PlayerCalls, ToWhatIsNoUrlEndAtOnce) {
  VirtualWorld world = answering(R"({"id":"a b"})");
  Performance performance(saving({
      calling("GET", "http://api.test/", "", {{1, "/id"}}),
      calling("GET", "http://api.test/{{ id }}"),
      sent(),
  }));
  play(world, {&performance}, {performance.arrival()});
  EXPECT_EQ(performance.told(), "call 0/0/1, call 1/1/1!, SENT 1/1/2");
  EXPECT_EQ(std::get<Unreachable>(performance.outcomes[1].ending).reason,
            "not a URL to call: the URL holds white space or control characters");
  EXPECT_EQ(performance.outcomes[1].url, "http://api.test/a b");
}

TEST(PlayerCalls, CannotBeMadeToSmuggleHeaders) {
  VirtualWorld world = answering(R"({"id":"a\r\nx-evil: 1"})");
  Step second = calling("GET", "http://api.test/");
  std::get<CallStep>(second.action).headers = {{"x-id", "{{ id }}"}};
  Performance performance(saving({calling("GET", "http://api.test/", "", {{1, "/id"}}), second}));
  play(world, {&performance}, {performance.arrival()});
  EXPECT_EQ(world.posted().size(), 1U);
  EXPECT_EQ(std::get<Unreachable>(performance.outcomes[1].ending).reason,
            "the value of header 'x-id' holds a line break or NUL");
}

}  // namespace
}  // namespace ensaio
