#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_world.hpp"
#include "tests/delivery/performance.hpp"
#include "tests/support/allocations.hpp"
#include "tests/support/frugal_world.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

constexpr std::uint64_t kWarmUp = 4'000;
constexpr std::uint64_t kCounted = 100'000;

/// A receiver on loopback for one connection at a time that takes no memory for what it does.
class FrugalReceiver {
 public:
  FrugalReceiver() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(listener_, generic, length), 0);
    EXPECT_EQ(listen(listener_, 8), 0);
    getsockname(listener_, generic, &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
  }
  ~FrugalReceiver() { shutdown(listener_, SHUT_RDWR); }
  FrugalReceiver(const FrugalReceiver&) = delete;
  FrugalReceiver& operator=(const FrugalReceiver&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }

 private:
  void serve() {
    for (int made = 0; (made = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
      while (hear_one(made)) {
        constexpr std::string_view kAnswer =
            "HTTP/1.1 200 OK\r\nserver: frugal\r\ncontent-type: application/json\r\n"
            "content-length: 31\r\n\r\n{\"a body\": \"longer than short\"}";
        if (send(made, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL) < 0) break;
      }
      close(made);
    }
    close(listener_);
  }

  /// Whether a whole request came. The client sends none before the last one is answered.
  bool hear_one(int connection) {
    std::size_t heard = 0;
    std::size_t whole = buffer_.size();
    while (heard < whole) {
      const ssize_t count = recv(connection, buffer_.data() + heard, whole - heard, 0);
      if (count <= 0) return false;
      heard += static_cast<std::size_t>(count);
      const std::string_view text(buffer_.data(), heard);
      const auto head = text.find("\r\n\r\n");
      const auto length = text.find("content-length: ");
      if (head == std::string_view::npos) continue;
      whole = head + 4 + std::strtoul(text.data() + length + 16, nullptr, 10);
    }
    return true;
  }

  int listener_;
  std::uint16_t port_ = 0;
  std::array<char, 16'384> buffer_{};
  std::jthread thread_;
};

/// Every kind of callback and of group, so often that there are enough of them.
Scenario long_story(Pace pace) {
  Scenario made = scenario(
      "long",
      {repeat(kWarmUp + kCounted,
              {sent(), wait(1us), received(), with(Modifiers{.late = Span{2s}}, read()),
               parallel({{"a", {composing(), paused()}}, {"b", {delivery(), incoming()}}}),
               choose({{.weight = 1, .steps = {sent(kM2)}}, {.weight = 2, .steps = {read(kM2)}}}),
               with(Modifiers{.copies = 3, .copies_gap = 1us}, raw(R"({"type":"x"})"))})});
  made.pace = pace;
  return made;
}

/// How often memory was taken during the callbacks that count.
std::size_t taken_in_steady_state(World& world, Performance& performance) {
  std::uint64_t told = 0;
  std::size_t before = 0;
  std::size_t after = 0;
  std::size_t unanswered = 0;
  struct Ended {};
  const auto sink = [&](std::uint64_t, const Outcome& outcome) {
    if (!std::holds_alternative<Answered>(outcome.ending)) ++unanswered;
    if (++told == kWarmUp) before = allocations();
    if (told == kWarmUp + kCounted) {
      after = allocations();
      throw Ended{};  // The rest of the story takes time and shows nothing.
    }
  };
  Player player(world, {performance.arrival()}, sink);
  EXPECT_THROW(player.run(), Ended);
  EXPECT_EQ(unanswered, 0U);
  return after - before;
}

TEST(SteadyState, TakesNoMemoryToPlayAHundredThousandCallbacks) {
  for (const Pace pace : {Pace::Answered, Pace::Schedule}) {
    FrugalWorld world;
    Performance performance(long_story(pace));
    EXPECT_EQ(taken_in_steady_state(world, performance), 0U);
  }
}

TEST(SteadyState, TakesNoMemoryToSendAHundredThousandCallbacksOverSockets) {
  FrugalReceiver receiver;
  SocketWorld world(TargetRule{}, SocketOptions{});
  Performance performance(scenario("s", {repeat(kWarmUp + kCounted, {sent(), read()})}));
  performance.endpoint = *parse_endpoint(receiver.url());
  EXPECT_EQ(taken_in_steady_state(world, performance), 0U);
}

}  // namespace
}  // namespace ensaio
