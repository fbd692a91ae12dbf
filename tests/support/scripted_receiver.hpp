#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace ensaio {

/// The next whole request of what was `heard`, by its content-length; `more` adds to that, false
/// where nothing comes any more. Empty where it does not come.
std::string next_request(std::string& heard, const std::function<bool()>& more);

/// The receiver's end of one connection, played by a test: raw bytes, in whatever order. Its
/// functions wait; each returns at once when the receiver is taken down.
class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {}
  ~Peer() { close(); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  /// The next whole request, by its content-length. Empty where the client has closed before.
  std::string hear_request();
  /// The next `count` bytes, fewer where the client has closed before.
  std::string hear(std::size_t count);
  /// Whatever comes next. Empty where the client has closed before.
  std::string hear_some();
  /// Waits until something has come, and reads none of it: the first byte, 0 where there is none.
  char see();
  void say(std::string_view bytes);
  void say_byte_by_byte(std::string_view bytes);
  /// Waits for the client to close.
  void hear_end();
  void close();
  /// Closes with a reset, whatever has not been read or sent.
  void reset();

  /// From another thread: ends all waiting.
  void take_down();

 private:
  bool hear_more();

  std::mutex mutex_;  // Guards the closing of the socket; only the script's thread uses it else.
  int socket_;
  std::string heard_;
};

/// A receiver on loopback that does what a test says, connection by connection.
class ScriptedReceiver {
 public:
  using Script = std::function<void(Peer&)>;

  /// The first connection plays the first script and so on; further ones play the last.
  /// `address` is "127.0.0.1" or "::1".
  explicit ScriptedReceiver(std::vector<Script> scripts, const std::string& address = "127.0.0.1");
  ~ScriptedReceiver();
  ScriptedReceiver(const ScriptedReceiver&) = delete;
  ScriptedReceiver& operator=(const ScriptedReceiver&) = delete;

  std::uint16_t port() const { return port_; }
  /// "http://127.0.0.1:PORT/hook".
  std::string url() const;
  /// Ends every script and waits for them: what they noted can be read then.
  void take_down();
  /// How many connections have been made.
  std::size_t connections() const;

 private:
  void accept_all();

  std::vector<Script> scripts_;
  std::string address_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;  // Guards the two below.
  std::list<Peer> peers_;
  std::vector<std::jthread> players_;
  std::jthread acceptor_;  // Last: gone before what it uses.
};

/// Answers every request on a connection with `answer`, until the client closes.
ScriptedReceiver::Script always(std::string answer);

/// Listens on 127.0.0.1, but its queue is full: whoever connects hears nothing.
class FullReceiver {
 public:
  FullReceiver();
  ~FullReceiver();
  FullReceiver(const FullReceiver&) = delete;
  FullReceiver& operator=(const FullReceiver&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::vector<int> queued_;
};

/// A port of 127.0.0.1 on which nobody listens.
std::uint16_t closed_port();

/// Whether this machine has ::1.
bool has_ipv6();

}  // namespace ensaio
