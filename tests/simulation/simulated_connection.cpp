#include "tests/simulation/simulated_connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

// The client's system. The receiver's is in simulated_connection_far.cpp.

namespace ensaio {

using How = Moved::How;

SimulatedConnection::SimulatedConnection(Scene& scene, std::size_t number, std::uint64_t key)
    : scene_(scene), number_(number), key_(key) {}

void SimulatedConnection::note(const std::string& line) {
  scene_.truth.note(scene_.time.now(), name() + ": " + line);
}

/// What a system call answers on a broken socket: the error, but once.
Moved SimulatedConnection::failure(int otherwise) {
  const int error = error_ != 0 ? error_ : otherwise;
  error_ = 0;
  return Moved{.how = How::Failed, .error = error};
}

Moved SimulatedConnection::handshake() {
  scene_.stall();
  if (broken()) return failure(ECONNABORTED);
  return established_ ? Moved{} : Moved{.how = How::WantsWrite};
}

Moved SimulatedConnection::write(std::string_view bytes) {
  scene_.stall();
  if (left_ == 0) begin_request(bytes);
  if (broken()) return failure(EPIPE);
  const std::size_t count = std::min(room(), bytes.size());
  no_space_ = no_space_ || count < bytes.size();
  if (count == 0) return Moved{.how = How::WantsWrite};
  if (scene_.truth.traced()) note(fmt::format("the client writes {} bytes", count));
  out_ += bytes.substr(0, count);
  written_ += count;
  left_ -= count;
  RequestTruth& request = scene_.truth.requests.at(serial_);
  if (request.abandoned) {
    scene_.truth.wrong(scene_.time.now(), "a request is written that nobody wants any more");
  }
  request.wrote = scene_.time.now();
  if (left_ == 0) request.written = request.wrote;
  pump();
  return Moved{.bytes = count};
}

/// A client always offers the whole rest of its request, so the first write tells its length.
void SimulatedConnection::begin_request(std::string_view bytes) {
  const Offset now = scene_.time.now();
  left_ = bytes.size();
  serial_ = serial_of(bytes).value_or(0);
  begun_at_ = read_;
  RequestTruth& request = scene_.truth.requests.at(serial_);
  if (!request.begun) request.begun = now;
  if (++request.tries > 2) scene_.truth.wrong(now, "a request is sent for the third time");
  if (scene_.truth.traced()) note(fmt::format("the client begins request {}", serial_));
  if (requests_++ == 0) return;
  if (!woken_ && (!in_.empty() || end_come_ || dead_)) {
    scene_.truth.wrong(now, name() + " is used again, though its end or more bytes were told");
  }
  if (!confused_ && last_) {
    scene_.truth.wrong(now, name() + " is used again after an answer that ends it");
  }
  if (!confused_ && read_ > answer_end_) {
    scene_.truth.wrong(now, name() + " is used again, though more than the answer was read");
  }
  // What nobody has been told yet cannot be helped: HTTP/1.1 takes it for the answer.
  confused_ = confused_ || more_to_come_ || said_ > answer_end_;
  request.confusable = request.confusable || confused_;
}

Moved SimulatedConnection::read(std::span<char> into) {
  scene_.stall();
  if (!in_.empty()) {
    const std::size_t most = std::min(into.size(), scene_.temper.read_most);
    const std::size_t count = std::min(most, in_.size());
    std::memcpy(into.data(), in_.data(), count);
    in_.erase(0, count);
    read_ += count;
    if (answer_end_ > begun_at_ && read_ >= answer_end_ && !confused_) {
      RequestTruth& request = scene_.truth.requests.at(serial_);
      request.answer_read = !request.said.empty() && !request.said.back().until_end;
    }
    if (scene_.truth.traced()) note(fmt::format("the client reads {} bytes", count));
    return Moved{.bytes = count, .more = count == most};
  }
  end_seen_ = end_come_ || broken();
  // The receiver's end outweighs a reset that followed it; so it is in Linux.
  if (end_come_) return Moved{.how = How::Closed};
  if (error_ != 0) return failure(error_);
  if (broken()) return Moved{.how = How::Closed};
  return Moved{.how = How::WantsRead};
}

void SimulatedConnection::drop() {
  if (scene_.truth.traced()) note("the client closes");
  dropped_ = true;
  if (broken()) return;
  if (!in_.empty() || !established_) {
    out_.clear();
    transmitted_ = written_;
    to_receiver([this] {
      receiver_dead_ = true;
      if (heard_) heard_();
    });
    end_sent_ = true;
    return;
  }
  pump();
}

/// Sends on what the receiver's system has room for.
void SimulatedConnection::pump() {
  while (transmitted_ < written_) {
    const std::size_t waiting = transmitted_ - taken_;
    if (waiting >= scene_.temper.window) return;
    const std::size_t count =
        std::min({written_ - transmitted_, scene_.temper.window - waiting, scene_.temper.segment});
    to_receiver([this, bytes = out_.substr(0, count)] { arrive(bytes); });
    out_.erase(0, count);
    transmitted_ += count;
  }
  if (!dropped_ || end_sent_) return;
  end_sent_ = true;
  to_receiver([this] {
    client_ended_ = true;
    if (heard_) heard_();
  });
}

void SimulatedConnection::acknowledge(std::size_t upto) {
  if (dead_) return;
  acked_ = std::max(acked_, upto);
  if (!no_space_ || !has_much_room()) return;
  no_space_ = false;
  wake();
}

std::optional<SocketEvent> SimulatedConnection::told() {
  if (!woken()) return std::nullopt;
  woken_ = false;
  const SocketEvent event{.key = key_,
                          .readable = !in_.empty() || end_come_ || broken(),
                          .writable = broken() || (established_ && has_much_room()),
                          .closed = end_come_ || broken()};
  if (!event.readable && !event.writable && !event.closed) return std::nullopt;
  if (scene_.truth.traced()) {
    note(fmt::format("told{}{}{}", event.readable ? " readable" : "",
                     event.writable ? " writable" : "", event.closed ? " closed" : ""));
  }
  return event;
}

bool SimulatedConnection::left_unread() const {
  if (dropped_ || woken_) return false;
  return !in_.empty() || ((end_come_ || broken()) && !end_seen_);
}

}  // namespace ensaio
