#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "simulator/delivery/network.hpp"
#include "tests/simulation/scene.hpp"

namespace ensaio {

/// One TCP connection as Linux behaves: the systems at both ends, and the way between them. What
/// arrives wakes the client's end; one poll tells it, once, with all that is possible by then.
class SimulatedConnection {
 public:
  /// `key` is told with its events.
  SimulatedConnection(Scene& scene, std::size_t number, std::uint64_t key);
  SimulatedConnection(const SimulatedConnection&) = delete;
  SimulatedConnection& operator=(const SimulatedConnection&) = delete;

  // What the client's program does to its socket.
  Moved handshake();
  Moved write(std::string_view bytes);
  Moved read(std::span<char> into);
  bool all_taken() const { return acked_ == written_; }
  void drop();

  // What a poll sees of it.
  bool woken() const { return woken_ && !dropped_; }
  void wake() { woken_ = true; }
  /// What is possible now, if anything; it is not told again.
  std::optional<SocketEvent> told();
  /// Something was told, and yet nobody has looked.
  bool left_unread() const;
  bool dropped() const { return dropped_; }

  // What the receiver's program does to its socket.
  void accept();
  void fail(int error);
  /// Calls `heard` whenever bytes or the client's end arrive.
  void on_heard(std::function<void()> heard) { heard_ = std::move(heard); }
  std::string_view unread() const { return unread_; }
  bool client_ended() const { return client_ended_ || receiver_dead_; }
  void take(std::size_t count);
  /// `arrived` is called when the last of it has come to the client's system.
  void say(std::string_view bytes, std::function<void()> arrived = {});
  /// Closes: with an end, or with a reset where bytes are unread (RFC 1122, 4.2.2.13).
  void end(std::function<void()> arrived = {});
  void reset();
  bool has_said() const { return said_ > 0; }
  bool ended() const { return receiver_closed_ || receiver_dead_; }

  // What the receiver's program knows, for judging what the client does.
  /// The next so many bytes that are said answer what was asked.
  void answers_with(std::size_t bytes) { answer_end_ = said_ + bytes; }
  /// Whoever sends one more request here has not understood the answer.
  void is_last() { last_ = true; }
  /// More than was asked for will be said.
  void will_say_more() { more_to_come_ = true; }

  std::string name() const { return "connection " + std::to_string(number_); }

 private:
  void begin_request(std::string_view bytes);
  std::size_t room() const { return scene_.temper.send_buffer - (written_ - acked_); }
  bool has_much_room() const { return room() * 3 >= scene_.temper.send_buffer; }
  bool broken() const { return dead_ || failed_; }
  Moved failure(int otherwise);
  void pump();
  void arrive(std::string_view bytes);
  void acknowledge(std::size_t upto);
  void send_reset();
  void to_receiver(std::function<void()> what);
  void to_client(std::function<void()> what);
  void note(const std::string& line);

  Scene& scene_;
  const std::size_t number_;
  const std::uint64_t key_;

  // The client's system. Counts are of bytes since the beginning.
  bool established_ = false;
  bool failed_ = false;
  bool dead_ = false;      ///< A reset has come.
  bool end_come_ = false;  ///< The receiver's end has.
  bool end_seen_ = false;
  bool woken_ = false;
  bool no_space_ = false;  ///< A write found no room: tell when there is some.
  bool dropped_ = false;
  bool end_sent_ = false;
  int error_ = 0;
  std::string out_{};  ///< Not on its way yet.
  std::string in_{};   ///< Not read yet.
  std::size_t written_ = 0;
  std::size_t transmitted_ = 0;
  std::size_t acked_ = 0;
  std::size_t read_ = 0;

  // The receiver's system.
  std::function<void()> heard_{};
  std::string unread_{};
  std::size_t received_ = 0;
  std::size_t taken_ = 0;
  std::size_t said_ = 0;
  bool client_ended_ = false;
  bool receiver_closed_ = false;
  bool receiver_dead_ = false;
  bool reset_sent_ = false;

  // The way: nothing overtakes.
  Offset next_at_receiver_{};
  Offset next_at_client_{};

  // For judging.
  std::size_t requests_ = 0;
  Serial serial_ = 0;         ///< Of the last one.
  std::size_t left_ = 0;      ///< Of it, to be written.
  std::size_t begun_at_ = 0;  ///< When it was begun, so much had been read.
  std::size_t answer_end_ = 0;
  bool last_ = false;
  bool more_to_come_ = false;
  bool confused_ = false;
};

}  // namespace ensaio
