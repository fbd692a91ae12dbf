#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "simulator/delivery/address.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// What came of trying to move bytes without waiting.
struct Moved {
  enum class How : std::uint8_t {
    Done,
    WantsRead,   ///< Try again when the socket can be read.
    WantsWrite,  ///< Try again when the socket can be written.
    Closed,      ///< The other side has ended its half.
    Cut,         ///< The same, but without the cipher's own end: bytes may be missing.
    Failed,      ///< `error` says why.
  };
  How how = How::Done;
  std::size_t bytes = 0;  ///< Of a handshake, whatever came of it: those that moved either way.
  bool more = false;      ///< There may be something to read right away; read before waiting.
  int error = 0;          ///< An errno; 0: see Stream::problem().
};

/// A way to a receiver that never waits: a plain socket, or a cipher on top of one.
class Stream {
 public:
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  virtual ~Stream() = default;

  /// What epoll watches.
  virtual int descriptor() const = 0;
  /// What handshake() is at, as TimedOut::where has it.
  virtual std::string_view at() const { return "connecting"; }
  /// Goes on with connecting. Done once bytes can be written.
  virtual Moved handshake() = 0;
  /// After anything but Done, try again with the same bytes.
  virtual Moved write(std::string_view bytes) = 0;
  virtual Moved read(std::span<char> into) = 0;
  /// Whether the other side's system has taken all that was written; what it has not taken, nobody
  /// can have read.
  virtual bool all_taken() const = 0;
  /// Why it failed last, where no errno tells.
  virtual Unreachable problem() const { return {}; }
};

/// Begins to connect a plain socket. Null, with errno in `error`, where not even that is possible.
std::unique_ptr<Stream> open_plain_stream(const Address& address, int& error);

}  // namespace ensaio
