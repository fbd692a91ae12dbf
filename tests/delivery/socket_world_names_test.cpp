#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>

#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/asking.hpp"
#include "tests/support/scripted_receiver.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;

const std::string kOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// A world whose names are those told here.
SocketOptions knows(std::vector<std::string> addresses) {
  SocketOptions options;
  options.look_up = [addresses = std::move(addresses)](const std::string&) { return addresses; };
  return options;
}

std::string url_of(const std::string& host, std::uint16_t port) {
  return "http://" + host + ":" + std::to_string(port) + "/";
}

TEST(Names, AreLookedUp) {
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world({}, knows({"127.0.0.1"}));
  EXPECT_EQ(told(ask(world, url_of("foo.test", receiver.port())).ending), "200 ok");
}

TEST(Names, OfThisMachineAreKnownToTheSystem) {
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world({}, {});
  EXPECT_EQ(told(ask(world, url_of("localhost", receiver.port())).ending), "200 ok");
}

TEST(Names, ThatNobodyKnowsAreTold) {
  SocketWorld world({}, knows({}));
  for (Ticket ticket = 0; ticket < 3; ++ticket) post(world, ticket, "http://foo.test/");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(told(next_answer(world).ending), "name not found: name not found: foo.test");
  }
}

TEST(Names, ThatWereNotKnownAreAskedAnew) {
  ScriptedReceiver receiver({always(kOk)});
  std::atomic<int> asked = 0;
  SocketOptions options;
  options.look_up = [&](const std::string&) {
    return asked++ == 0 ? std::vector<std::string>{} : std::vector<std::string>{"127.0.0.1"};
  };
  SocketWorld world({}, options);
  const std::string url = url_of("foo.test", receiver.port());
  EXPECT_EQ(told(ask(world, url).ending), "name not found: name not found: foo.test");
  EXPECT_EQ(told(ask(world, url).ending), "200 ok");
}

TEST(Names, AreAskedOnceForManyConnections) {
  ScriptedReceiver receiver(
      {always("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok")});
  std::atomic<int> asked = 0;
  SocketOptions options;
  options.look_up = [&](const std::string&) {
    ++asked;
    return std::vector<std::string>{"127.0.0.1"};
  };
  SocketWorld world({}, options);
  const std::string url = url_of("foo.test", receiver.port());
  for (Ticket ticket = 0; ticket < 10; ++ticket) post(world, ticket, url);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(told(next_answer(world).ending), "200 ok");
  EXPECT_EQ(told(ask(world, url).ending), "200 ok");
  EXPECT_EQ(asked, 1);
}

TEST(Names, ThatTakeLongHoldUpNobodyElse) {
  ScriptedReceiver receiver({always(kOk)});
  std::promise<void> gate;
  SocketOptions options;
  options.look_up = [&](const std::string&) {
    gate.get_future().wait();
    return std::vector<std::string>{"127.0.0.1"};
  };
  SocketWorld world({}, options);
  post(world, 7, url_of("slow.test", receiver.port()));
  EXPECT_EQ(told(ask(world, receiver.url()).ending), "200 ok");
  gate.set_value();
  EXPECT_EQ(next_answer(world).ticket, 7U);
}

/// A look-up that takes until the gate opens. It may go on when the test is over.
struct SlowNames {
  std::shared_ptr<std::promise<void>> asked = std::make_shared<std::promise<void>>();
  std::shared_ptr<std::promise<void>> gate = std::make_shared<std::promise<void>>();

  std::vector<std::string> operator()(const std::string&) const {
    asked->set_value();
    gate->get_future().wait();
    return {"127.0.0.1"};
  }
};

TEST(Names, ThatTakeTooLongTimeOut) {
  const SlowNames names;
  SocketWorld world({}, {.stall_timeout = milliseconds(50), .look_up = names});
  EXPECT_EQ(told(ask(world, "http://slow.test/").ending), "timed out while connecting");
  names.gate->set_value();
}

TEST(Names, UnderWayAreNotWaitedForAtTheEnd) {
  const SlowNames names;
  {
    SocketWorld world({}, {.look_up = names});
    post(world, 1, "http://slow.test/");
    EXPECT_FALSE(world.wait(world.now()));
    names.asked->get_future().wait();
    world.interrupt();
  }  // Would stand still here: the gate is closed.
  names.gate->set_value();
}

TEST(Names, ThatWereFoundLeaveNothingBehind) {
  ScriptedReceiver receiver({always(kOk)});
  for (int i = 0; i < 20; ++i) {
    SocketWorld world({}, knows({"127.0.0.1"}));
    EXPECT_EQ(told(ask(world, url_of("foo.test", receiver.port())).ending), "200 ok");
  }
}

TEST(Names, WithSeveralAddressesAreTriedInOrder) {
  ScriptedReceiver receiver({always(kOk)});
  struct Row {
    const char* what;
    std::vector<std::string> addresses;
    const char* ending;
  };
  const Row rows[] = {
      {"the second answers", {"127.0.0.2", "127.0.0.1"}, "200 ok"},
      {"a stranger is passed over", {"93.184.216.34", "127.0.0.1"}, "200 ok"},
      {"none answers", {"127.0.0.2", "127.0.0.3"}, "refused: connection refused"},
      {"a stranger and none that answers",
       {"93.184.216.34", "127.0.0.2"},
       "refused: connection refused"},
      {"none that answers and a stranger",
       {"127.0.0.2", "93.184.216.34"},
       "refused: connection refused"},
      {"strangers only",
       {"93.184.216.34", "2001:db8::1"},
       "not allowed: not allowed by the target rule: 93.184.216.34 "
       "(allow it with --allow-target foo.test)"},
  };
  for (const Row& row : rows) {
    SocketWorld world({}, knows(row.addresses));
    const std::string url = url_of("foo.test", receiver.port());
    EXPECT_EQ(told(ask(world, url).ending), row.ending) << row.what;
    EXPECT_EQ(told(ask(world, url).ending), row.ending) << row.what;
  }
}

TEST(Names, WithAnAddressThatDoesNotAcceptAreTriedFurther) {
  const FullReceiver receiver;
  SocketOptions options = knows({"127.0.0.1", "127.0.0.2"});
  options.stall_timeout = milliseconds(50);
  SocketWorld world({}, options);
  EXPECT_EQ(told(ask(world, url_of("foo.test", receiver.port())).ending),
            "refused: connection refused");
}

TEST(Names, AreAllowedByTheRuleAsWritten) {
  TargetRule rule;
  ASSERT_TRUE(rule.allow("0.0.0.0"));
  ScriptedReceiver receiver({always(kOk)});
  SocketWorld world(rule, knows({"0.0.0.0"}));  // On Linux, this machine.
  EXPECT_EQ(told(ask(world, url_of("foo.test", receiver.port())).ending), "200 ok");
}

}  // namespace
}  // namespace ensaio
