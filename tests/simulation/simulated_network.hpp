#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "simulator/delivery/network.hpp"
#include "tests/simulation/scene.hpp"
#include "tests/simulation/simulated_connection.hpp"
#include "tests/simulation/simulated_receiver.hpp"

namespace ensaio {

/// A network of a seed's making: receivers that do what their temper says, and a clock that jumps
/// to what happens next. Holds the client to the rules of edges: what was told must be looked at
/// before the next wait. Throws Stuck where nothing will ever happen again, or far too much does.
class SimulatedNetwork : public Network {
 public:
  explicit SimulatedNetwork(Scene& scene);

  Offset now() const override { return scene_.time.now(); }
  std::unique_ptr<Stream> open(const Address& address, std::uint64_t key, int& error) override;
  std::span<const SocketEvent> poll(Offset timeout) override;
  void wake() noexcept override { woken_ = true; }
  void look_up(const std::string& host) override;
  std::optional<FoundName> take_found() override;

  std::size_t polls() const { return polls_; }
  std::size_t opened() const { return connections_.size(); }
  /// Of which the client has not closed.
  std::size_t open_now() const;

 private:
  class SocketStream;
  struct Ends {  ///< Of a connection.
    Ends(Scene& scene, std::size_t number, std::uint64_t key) : connection(scene, number, key) {}
    SimulatedConnection connection;
    std::unique_ptr<SimulatedReceiver> receiver{};
  };

  int drawn_open_error();
  void decide(Ends& ends);
  void live(Ends& ends, Offset after);
  void restart();
  void check_edges();
  void collect();
  bool pass_on(Offset until);
  Addresses drawn_addresses(const std::string& host);

  Scene& scene_;
  std::vector<std::unique_ptr<Ends>> connections_;
  std::vector<SocketEvent> events_;
  std::deque<FoundName> found_;
  bool woken_ = false;
  std::size_t polls_ = 0;
};

}  // namespace ensaio
