#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "simulator/delivery/stream.hpp"

namespace ensaio {
namespace {

class PlainStream : public Stream {
 public:
  PlainStream(int socket, const Address& address) : socket_(socket), address_(address) {}
  ~PlainStream() override { close(socket_); }

  int descriptor() const override { return socket_; }
  Moved handshake() override;
  Moved write(std::string_view bytes) override;
  Moved read(std::span<char> into) override;
  bool all_taken() const override;

 private:
  bool talks_to_itself() const;

  const int socket_;
  const Address address_;
};

Moved failed(int error) { return Moved{.how = Moved::How::Failed, .error = error}; }

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

Moved PlainStream::handshake() {
  // Asked again, connect() says how far it is, and on failure why.
  if (connect(socket_, address_.get(), address_.length) == 0 || errno == EISCONN) {
    return talks_to_itself() ? failed(ECONNREFUSED) : Moved{};
  }
  if (errno == EINPROGRESS || errno == EALREADY || errno == EINTR) {
    return Moved{.how = Moved::How::WantsWrite};
  }
  return failed(errno);
}

// Where nothing listens on a port of the range that outgoing connections are given, the system may
// give us that very port, and the socket connects to itself (simultaneous open, RFC 9293, 3.5).
bool PlainStream::talks_to_itself() const {
  Address own;
  own.length = sizeof own.storage;
  if (getsockname(socket_, reinterpret_cast<sockaddr*>(&own.storage), &own.length) != 0) {
    return false;
  }
  return own.length == address_.length &&
         std::memcmp(&own.storage, &address_.storage, own.length) == 0;
}

Moved PlainStream::write(std::string_view bytes) {
  const ssize_t count = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (count >= 0) return Moved{.bytes = static_cast<std::size_t>(count)};
  if (would_block(errno)) return Moved{.how = Moved::How::WantsWrite};
  return failed(errno);
}

Moved PlainStream::read(std::span<char> into) {
  const ssize_t count = recv(socket_, into.data(), into.size(), 0);
  if (count > 0) {
    const auto bytes = static_cast<std::size_t>(count);
    return Moved{.bytes = bytes, .more = bytes == into.size()};
  }
  if (count == 0) return Moved{.how = Moved::How::Closed};
  if (would_block(errno)) return Moved{.how = Moved::How::WantsRead};
  return failed(errno);
}

bool PlainStream::all_taken() const {
  int left = 0;
  return ioctl(socket_, SIOCOUTQ, &left) == 0 && left == 0;
}

}  // namespace

std::unique_ptr<Stream> open_plain_stream(const Address& address, int& error) {
  const int made = socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (made < 0) {
    error = errno;
    return nullptr;
  }
  const int on = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  auto stream = std::make_unique<PlainStream>(made, address);
  const Moved moved = stream->handshake();
  if (moved.how != Moved::How::Failed) return stream;
  error = moved.error;
  return nullptr;
}

}  // namespace ensaio
