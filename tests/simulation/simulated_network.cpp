#include "tests/simulation/simulated_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

/// No simulation needs nearly as many; who looks more often turns in circles.
constexpr std::size_t kMostPolls = 50'000;

/// Nobody listens at 127.0.1.0 and so on.
const std::string kDeadAddresses = "127.0.1.";

}  // namespace

class SimulatedNetwork::SocketStream : public Stream {
 public:
  explicit SocketStream(SimulatedConnection& connection) : connection_(connection) {}
  ~SocketStream() override { connection_.drop(); }

  int descriptor() const override { return -1; }
  Moved handshake() override { return connection_.handshake(); }
  Moved write(std::string_view bytes) override { return connection_.write(bytes); }
  Moved read(std::span<char> into) override { return connection_.read(into); }
  bool all_taken() const override { return connection_.all_taken(); }

 private:
  SimulatedConnection& connection_;
};

SimulatedNetwork::SimulatedNetwork(Scene& scene) : scene_(scene) {
  scene_.restart = [this] { restart(); };
}

std::unique_ptr<Stream> SimulatedNetwork::open(const Address& address, std::uint64_t key,
                                               int& error) {
  scene_.stall();
  const bool fails = happens(scene_.random, scene_.temper.open_fails);
  if (fails) {
    error = drawn_open_error();
    return nullptr;
  }
  const std::size_t number = connections_.size();
  connections_.push_back(std::make_unique<Ends>(scene_, number, key));
  scene_.truth.most_open = std::max(scene_.truth.most_open, open_now());
  if (scene_.truth.traced()) {
    scene_.truth.note(now(), fmt::format("connection {}: to {}", number, address.text()));
  }
  Ends& ends = *connections_.back();
  if (address.text().starts_with(kDeadAddresses)) {
    SimulatedConnection& dead = ends.connection;
    scene_.time.after(drawn_offset(scene_.random, 50ms), [&dead] { dead.fail(ECONNREFUSED); });
  } else {
    decide(ends);
  }
  return std::make_unique<SocketStream>(connections_.back()->connection);
}

/// Nobody listens here and that is known at once; or there is nothing to connect with.
int SimulatedNetwork::drawn_open_error() {
  constexpr std::array kErrors = {ECONNREFUSED, EADDRNOTAVAIL, ENETUNREACH, EMFILE};
  return kErrors[scene_.random.below(kErrors.size())];
}

void SimulatedNetwork::decide(Ends& ends) {
  Random& random = scene_.random;
  const Temper& temper = scene_.temper;
  SimulatedConnection& connection = ends.connection;
  const Offset way = drawn_offset(random, temper.latency);
  if (happens(random, temper.refused)) {
    scene_.time.after(way, [&connection] { connection.fail(ECONNREFUSED); });
  } else if (happens(random, temper.unreachable)) {
    const int error = random.below(2) == 0 ? EHOSTUNREACH : ETIMEDOUT;
    scene_.time.after(drawn_offset(random, 3s), [&connection, error] { connection.fail(error); });
  } else if (happens(random, temper.unheard)) {
    return;
  } else if (happens(random, temper.slow_accept)) {
    live(ends, drawn_offset(random, 15s));
  } else {
    live(ends, way);
  }
}

/// Connected, sooner or later; some receivers close at once what they have just accepted.
void SimulatedNetwork::live(Ends& ends, Offset after) {
  ends.receiver = std::make_unique<SimulatedReceiver>(scene_, ends.connection);
  SimulatedConnection& connection = ends.connection;
  if (after == Offset::zero()) {
    connection.accept();
  } else {
    scene_.time.after(after, [&connection] { connection.accept(); });
  }
  if (!happens(scene_.random, scene_.temper.dies_early)) return;
  const bool resets = happens(scene_.random, 500);
  scene_.time.after(after + drawn_offset(scene_.random, 3ms), [&connection, resets] {
    // An answer that goes to the connection's end, and has begun, would seem whole.
    if (resets || connection.has_said()) {
      connection.reset();
    } else {
      connection.end();
    }
  });
}

void SimulatedNetwork::restart() {
  for (const auto& one : connections_) {
    if (one->receiver) one->receiver->end_if_idle();
  }
}

std::size_t SimulatedNetwork::open_now() const {
  const auto open = [](const auto& one) { return !one->connection.dropped(); };
  return static_cast<std::size_t>(std::count_if(connections_.begin(), connections_.end(), open));
}

std::span<const SocketEvent> SimulatedNetwork::poll(Offset timeout) {
  if (++polls_ > kMostPolls) throw Stuck{"the client looks again and again"};
  check_edges();
  const bool forever = timeout == Offset::max();
  const Offset until = forever ? timeout : now() + std::max(timeout, Offset::zero());
  if (happens(scene_.random, scene_.temper.spurious) && !connections_.empty()) {
    connections_[scene_.random.below(connections_.size())]->connection.wake();
  }
  collect();
  while (events_.empty() && !woken_ && pass_on(until)) collect();
  woken_ = false;
  return events_;
}

void SimulatedNetwork::check_edges() {
  for (const auto& one : connections_) {
    if (!one->connection.left_unread()) continue;
    scene_.truth.wrong(now(), one->connection.name() +
                                  ": something was told, and not looked at before the next wait");
    one->connection.wake();  // Once is enough to know.
  }
}

/// Lets time pass to the next thing that happens, at most to `until`. Whether it has.
bool SimulatedNetwork::pass_on(Offset until) {
  const Offset next = scene_.time.next();
  if (next == Offset::max() && until == Offset::max()) {
    throw Stuck{"the client waits for what will never happen"};
  }
  if (now() >= until) return false;
  Offset to = std::min(next, until);
  if (happens(scene_.random, scene_.temper.long_stalls)) to += drawn_offset(scene_.random, 20ms);
  scene_.time.pass_to(to);
  return true;
}

/// What is possible now is told in any order, and not always all at once.
void SimulatedNetwork::collect() {
  events_.clear();
  const std::size_t count = connections_.size();
  if (count == 0) return;
  const std::size_t first = scene_.random.below(count);
  for (std::size_t i = 0; i < count && events_.size() < scene_.temper.events_at_once; ++i) {
    SimulatedConnection& connection = connections_[(first + i) % count]->connection;
    if (!connection.woken()) continue;
    if (const auto event = connection.told()) events_.push_back(*event);
  }
}

void SimulatedNetwork::look_up(const std::string& host) {
  if (happens(scene_.random, scene_.temper.name_unheard)) return;
  FoundName found{host, drawn_addresses(host)};
  scene_.time.after(drawn_offset(scene_.random, 50ms), [this, found = std::move(found)] {
    found_.push_back(found);
    woken_ = true;
  });
}

Addresses SimulatedNetwork::drawn_addresses(const std::string& host) {
  if (happens(scene_.random, scene_.temper.name_unknown)) {
    return Error{"name not found: " + host, ""};
  }
  std::vector<Address> all;
  while (happens(scene_.random, scene_.temper.dead_addresses) && all.size() < 4) {
    all.push_back(numeric_addresses(kDeadAddresses + std::to_string(all.size()))->front());
  }
  all.push_back(numeric_addresses("127.0.0.1")->front());
  return all;
}

std::optional<FoundName> SimulatedNetwork::take_found() {
  if (found_.empty()) return std::nullopt;
  FoundName first = std::move(found_.front());
  found_.pop_front();
  return first;
}

}  // namespace ensaio
