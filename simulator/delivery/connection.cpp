#include "simulator/delivery/connection.hpp"

#include <Poco/Ascii.h>

#include <cassert>
#include <cerrno>
#include <system_error>

namespace ensaio {
namespace {

using How = Moved::How;
using Why = Unreachable::Why;

/// The system's words for an errno, begun in lower case.
std::string words(int error) {
  std::string text = std::generic_category().message(error);
  if (!text.empty()) text[0] = static_cast<char>(Poco::Ascii::toLower(text[0]));
  return text;
}

bool is_reset(int error) { return error == ECONNRESET || error == EPIPE; }

}  // namespace

Ending connecting_failed(int error) {
  if (error == ETIMEDOUT) return TimedOut{"connecting"};
  if (error == ECONNREFUSED) return Unreachable{Why::Refused, "connection refused"};
  if (is_reset(error)) return Unreachable{Why::Reset, "connection reset while connecting"};
  return Unreachable{Why::Other, words(error)};
}

Ending exchange_failed(int error, bool answering) {
  if (!is_reset(error)) return Unreachable{Why::Other, words(error)};
  return Unreachable{Why::Reset,
                     answering ? "connection reset by the receiver in the middle of its answer"
                               : "connection reset by the receiver before it answered"};
}

void Connection::take(Exchanges one) {
  assert(exchange_.empty() && one.size() == 1);
  exchange_ = std::move(one);
  used_before_ = stage_ == Stage::Idle;
  if (used_before_) {
    begin_sending();
  } else {
    stage_ = Stage::Resolving;
    progressed();
  }
}

void Connection::connect(std::unique_ptr<Stream> stream) {
  stream_ = std::move(stream);
  stage_ = Stage::Connecting;
  progressed();
}

void Connection::begin_sending() {
  stage_ = Stage::Sending;
  written_ = 0;
  write_error_ = 0;
  lost_ = reusable_ = reading_wants_write_ = false;
  reader_.begin(exchange().request.starts_with("HEAD ") ? AnswerReader::To::Head
                                                        : AnswerReader::To::Other);
}

Connection::Turn Connection::turn(SocketEvent ready) {
  if (stage_ == Stage::Connecting) {
    const Turn turn = shake_hands(ready);
    if (stage_ == Stage::Connecting) return turn;
  }
  if (stage_ == Stage::Sending && write_error_ == 0) return send(ready);
  return may_read(ready) ? receive(ready.closed) : Turn::Pending;
}

/// Goes on to Sending where it is through.
Connection::Turn Connection::shake_hands(SocketEvent& ready) {
  const Moved moved = stream_->handshake();
  ready.readable = ready.readable || moved.more;
  if (moved.how == How::Done || moved.bytes > 0) progressed();
  switch (moved.how) {
    case How::Done:
      if (exchange().request.empty()) return ended(Answered{});
      begin_sending();
      return Turn::Pending;
    case How::WantsRead:
    case How::WantsWrite:
      return Turn::Pending;
    case How::Closed:
    case How::Cut:
      ending_ = connecting_failed(ECONNRESET);
      return Turn::NotConnected;
    case How::Failed:
      ending_ = moved.error != 0 ? connecting_failed(moved.error) : Ending(stream_->problem());
      return Turn::NotConnected;
  }
  return Turn::Pending;
}

Connection::Turn Connection::send(SocketEvent& ready) {
  Exchange& one = exchange();
  const std::string_view request = one.request;
  if (!one.sent) {
    one.sent = network_->now();
    deadline_ = *one.sent + stall_timeout_;
  }
  while (written_ < request.size()) {
    const Moved moved = stream_->write(request.substr(written_));
    ready.readable = ready.readable || moved.more;
    if (moved.how == How::WantsRead || moved.how == How::WantsWrite) {
      return may_read(ready) ? receive(ready.closed) : Turn::Pending;
    }
    if (moved.how == How::Failed && moved.error == 0) return lost(0);
    if (moved.how != How::Done) {
      // An answer may have come before: the receiver need not have read all to know it.
      write_error_ = moved.how == How::Failed ? moved.error : EPIPE;
      return receive(/*until_end=*/true);
    }
    written_ += moved.bytes;
    if (written_ < request.size()) progressed();
  }
  stage_ = Stage::Waiting;
  deadline_ = network_->now() + one.timeout;
  return may_read(ready) ? receive(ready.closed) : Turn::Pending;
}

// Edges are told once: where the end of the stream has been told, reading goes on until it shows;
// else one read that did not fill the buffer has taken all there was.
Connection::Turn Connection::receive(bool until_end) {
  for (;;) {
    const Moved moved = stream_->read(buffer_);
    reading_wants_write_ = moved.how == How::WantsWrite;
    if (moved.how == How::WantsRead || moved.how == How::WantsWrite) return Turn::Pending;
    if (moved.how == How::Closed || moved.how == How::Cut) return other_side_ended(moved.how);
    if (moved.how == How::Failed) return lost(moved.error);
    switch (reader_.read({buffer_.data(), moved.bytes})) {
      case AnswerReader::State::Complete:
        reusable_ = reader_.reusable() && stage_ == Stage::Waiting && !until_end &&
                    (!moved.more || is_silent());
        return answered();
      case AnswerReader::State::Broken:
        return ended(Unreachable{Why::Garbage, reader_.problem()});
      case AnswerReader::State::Partial:
        if (!moved.more && !until_end) return Turn::Pending;
    }
  }
}

Connection::Turn Connection::other_side_ended(How how) {
  if (!reader_.begun()) {
    if (write_error_ != 0) return lost(write_error_);
    // A receiver that has read it all and then closes may have worked on it. One that closes before
    // it reads resets (RFC 1122, 4.2.2.13); one that had closed already took nothing.
    lost_ = written_ < exchange().request.size() || !stream_->all_taken();
    return ended(Unreachable{Why::Closed, "the receiver closed the connection without an answer"});
  }
  // A reset that a write was told shows as a plain end to the read that follows. (EPIPE is told
  // where the end came before the reset.)
  if (write_error_ != 0 && write_error_ != EPIPE) return lost(write_error_);
  if (reader_.finish() != AnswerReader::State::Complete) {
    return ended(
        Unreachable{Why::Closed, "the receiver closed the connection in the middle of its answer"});
  }
  if (how == How::Closed) return answered();
  return ended(Unreachable{Why::Closed,
                           "the receiver closed the connection without ending TLS (no "
                           "close_notify), so that its answer without a length may be cut short"});
}

// A receiver that has read it all may reset as well, and a reset does not tell how much it had
// taken: what it acknowledges is not looked at (Linux, tcp_reset). So only what was not written as
// a whole is sure not to have been heard.
Connection::Turn Connection::lost(int error) {
  if (error == 0) return ended(stream_->problem());
  lost_ = written_ < exchange().request.size();
  return ended(exchange_failed(error, reader_.begun()));
}

Connection::Turn Connection::answered() {
  if (!std::holds_alternative<Answered>(ending_)) ending_ = Answered{};
  reader_.take(std::get<Answered>(ending_));
  return Turn::Ended;
}

Connection::Turn Connection::ended(Ending ending) {
  ending_ = std::move(ending);
  return Turn::Ended;
}

Ending Connection::timed_out() const {
  if (stage_ == Stage::Resolving) return TimedOut{"connecting"};
  if (stage_ == Stage::Connecting) return TimedOut{std::string(stream_->at())};
  if (stage_ == Stage::Sending) return TimedOut{"sending"};
  return TimedOut{reader_.begun() ? "reading the answer" : "waiting for the answer"};
}

bool Connection::is_spoilt(const SocketEvent& ready) {
  if (!ready.readable && !ready.closed) return false;
  return ready.closed || !is_silent();
}

/// Whether there is nothing to read, not even an end.
bool Connection::is_silent() { return stream_->read(buffer_).how == How::WantsRead; }

Exchanges Connection::finish() {
  if (reusable_) {
    stage_ = Stage::Idle;
    deadline_ = Offset::max();
    reusable_ = false;
  } else {
    close();
  }
  return std::move(exchange_);
}

void Connection::close() {
  stream_.reset();
  stage_ = Stage::Closed;
  deadline_ = Offset::max();
  reusable_ = false;
}

}  // namespace ensaio
