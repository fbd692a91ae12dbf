#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "simulator/delivery/address.hpp"

namespace ensaio {

/// What came of trying to move bytes without waiting.
struct Moved {
  enum class How : std::uint8_t {
    Done,
    WantsRead,   ///< Try again when the socket can be read.
    WantsWrite,  ///< Try again when the socket can be written.
    Closed,      ///< The other side has ended its half.
    Failed,      ///< `error` says why.
  };
  How how = How::Done;
  std::size_t bytes = 0;
  bool more = false;  ///< Of a read: there may be more right away; try again before waiting.
  int error = 0;      ///< An errno.
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
  /// Goes on with connecting. Done once bytes can be written.
  virtual Moved handshake() = 0;
  /// After anything but Done, try again with the same bytes.
  virtual Moved write(std::string_view bytes) = 0;
  virtual Moved read(std::span<char> into) = 0;
  /// Whether the other side's system has taken all that was written; what it has not taken, nobody
  /// can have read.
  virtual bool all_taken() const = 0;
};

/// Begins to connect a plain socket. Null, with errno in `error`, where not even that is possible.
std::unique_ptr<Stream> open_plain_stream(const Address& address, int& error);

}  // namespace ensaio
