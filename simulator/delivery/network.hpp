#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/address.hpp"
#include "simulator/delivery/stream.hpp"

namespace ensaio {

/// Something has become possible on the stream that was opened with `key`. Edges are told once.
struct SocketEvent {
  std::uint64_t key = 0;
  bool readable = false;
  bool writable = false;
  bool closed = false;  ///< By the other side, or broken. Read on until the end shows.
};

/// Sockets, names and time: all that the client knows of the outside. The system's own, or a model
/// of it whose faults are drawn from a seed (tests/simulation/). Ciphers are no part of it: they
/// stand on top of its plain streams. One thread, but for wake().
class Network {
 public:
  Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;
  virtual ~Network() = default;

  /// Time since it was made. Never goes back.
  virtual Offset now() const = 0;

  /// Begins to connect a plain socket, whose edges poll() then tells with `key`. Null, with an
  /// errno in `error`, where not even that is possible.
  virtual std::unique_ptr<Stream> open(const Address& address, std::uint64_t key, int& error) = 0;

  /// Waits until something happens, wake() is called, or `timeout` is over; not at all where that
  /// is 0 or less, without end where it is Offset::max(). Good until the next call.
  virtual std::span<const SocketEvent> poll(Offset timeout) = 0;

  /// Ends a poll() under way, or the next. From any thread and from signal handlers.
  virtual void wake() noexcept = 0;

  /// Begins to look `host` up; what came of it ends a poll() and comes out of take_found().
  virtual void look_up(const std::string& host) = 0;
  virtual std::optional<FoundName> take_found() = 0;
};

}  // namespace ensaio
