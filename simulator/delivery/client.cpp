#include "simulator/delivery/client.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ensaio {
namespace {

using Stage = Connection::Stage;
using Turn = Connection::Turn;

constexpr std::size_t kBufferBytes = 64U * 1024U;
constexpr std::size_t kStartAtOnce = 32;  // More posted than that do not wait for the next wait().

}  // namespace

Client::Client(TargetRule rule, const SocketOptions& options, Network& network)
    : rule_(std::move(rule)), options_(options), network_(network), buffer_(kBufferBytes) {
  if (options_.tls_at_once) tls_ = TlsContext::make(options_.tls);
}

void Client::post(Ticket ticket, const Posting& posting) {
  if (spare_.empty()) spare_.emplace_back();
  Exchange& one = spare_.front();
  one.ticket = ticket;
  one.request = posting.request;
  one.timeout = posting.timeout;
  one.tried.reset();
  one.sent.reset();
  one.again = false;
  one.tell_written = posting.tell_written;
  ++under_way_;
  one.origin = &origin_of(*posting.endpoint);
  posted_.splice(posted_.end(), spare_, spare_.begin());
  if (posted_.size() >= kStartAtOnce) {
    look(Offset::zero());
    start();
  }
}

Origin& Client::origin_of(const Endpoint& endpoint) {
  const bool secure = endpoint.scheme == "https";
  const auto found = origins_.find(std::forward_as_tuple(secure, endpoint.host, endpoint.port));
  if (found != origins_.end()) return found->second;
  Origin& origin = origins_[std::tuple(secure, endpoint.host, endpoint.port)];
  origin.secure = secure;
  origin.host = endpoint.host;
  origin.port = endpoint.port;
  return origin;
}

void Client::start() {
  while (has_posted()) {
    Exchanges& from = released_.empty() ? posted_ : released_;
    Exchanges one;
    one.splice(one.end(), from, from.begin());
    place(std::move(one));
  }
}

// The way of every request of a busy run comes first, and reads no clock.
void Client::place(Exchanges one) {
  Exchange& exchange = one.front();
  Origin& origin = *exchange.origin;
  if (!exchange.again && !origin.idle.empty() && !exchange.request.empty()) {
    Line& line = *lines_[origin.idle.back()];
    origin.idle.pop_back();
    line.connection.take(std::move(one));
    came(line, line.connection.turn({}));
    return;
  }
  if (!exchange.tried) exchange.tried = network_.now();
  if (exchange.again || origin.open < options_.connections) {
    open(origin, std::move(one));  // The second try takes the place of the connection it lost.
  } else {
    origin.waiting.splice(origin.waiting.end(), one);
  }
}

Client::Line& Client::free_line() {
  if (free_lines_.empty()) {
    const auto number = static_cast<std::uint32_t>(lines_.size());
    lines_.push_back(std::make_unique<Line>(number, options_, network_, buffer_));
    free_lines_.push_back(number);
  }
  Line& line = *lines_[free_lines_.back()];
  free_lines_.pop_back();
  return line;
}

void Client::look(Offset timeout) {
  if (timers_.next() != Offset::max()) {
    timeout = std::min(timeout, timers_.next() - network_.now());
  }
  for (const SocketEvent& event : network_.poll(timeout)) told(event);
  while (resolving_ > 0) {
    const auto found = network_.take_found();
    if (!found) break;
    resolved(*found);
  }
  expire();
}

void Client::told(const SocketEvent& event) {
  Line& line = *lines_[event.key & 0xFFFF'FFFFU];
  if (line.generation != event.key >> 32U) return;
  switch (line.connection.stage()) {
    case Stage::Closed:
    case Stage::Resolving:
      return;
    case Stage::Idle:
      if (line.connection.is_spoilt(event)) drop_idle(line);
      return;
    default:
      came(line, advance(line, event));
  }
}

Turn Client::advance(Line& line, const SocketEvent& event) {
  const bool connecting = line.connection.stage() == Stage::Connecting;
  const Turn turn = line.connection.turn(event);
  // A request of nothing only wants to know whether there is somebody, and ends with that.
  const bool connected = turn == Turn::Ended || line.connection.stage() != Stage::Connecting;
  if (connecting && connected) ++opened_;
  return turn;
}

void Client::came(Line& line, Turn turn) {
  Connection& connection = line.connection;
  switch (turn) {
    case Turn::Pending:
      timers_.set(line.number, connection.deadline());
      if (connection.stage() == Stage::Waiting && connection.exchange().tell_written) {
        connection.exchange().tell_written = false;
        written_.push_back(connection.exchange().ticket);
      }
      return;
    case Turn::NotConnected:
      line.failure = connection.take_ending();
      return connect(line);
    case Turn::Ended:
      if (!connection.was_stale() || connection.exchange().again) {
        return end(line, connection.take_ending());
      }
      connection.exchange().again = true;
      released_.splice(released_.begin(), connection.finish());
      return gone(line);
  }
}

void Client::expire() {
  if (timers_.next() == Offset::max()) return;
  const Offset now = network_.now();
  while (const auto number = timers_.expired(now)) {
    Line& line = *lines_[*number];
    if (line.connection.stage() == Stage::Connecting) {
      line.failure = line.connection.timed_out();
      connect(line);
    } else {
      end(line, line.connection.timed_out());
    }
  }
}

void Client::end(Line& line, Ending ending) {
  Origin& origin = *line.origin;
  if (std::holds_alternative<Answered>(ending)) {
    origin.preferred = line.first + line.tried - 1;
    if (!texts_.empty()) {
      line.connection.give_back(std::move(texts_.back()));
      texts_.pop_back();
    }
  }
  answer(line.connection.finish(), std::move(ending));
  if (line.connection.stage() == Stage::Idle) {
    timers_.set(line.number, Offset::max());
    origin.idle.push_back(line.number);
  } else {
    gone(line);
  }
  release_one(origin);
}

void Client::answer(Exchanges one, Ending ending) {
  const Exchange& exchange = one.front();
  const Offset now = network_.now();
  const Offset sent = exchange.sent.value_or(exchange.tried.value_or(now));
  answers_.push_back(Answer{exchange.ticket, sent, now, std::move(ending), exchange.again});
  std::erase(written_, exchange.ticket);  // That it was is told by its answer.
  spare_.splice(spare_.begin(), one);
}

std::optional<Answer> Client::take_answer() {
  if (answers_taken_ == answers_.size()) {
    answers_.clear();
    answers_taken_ = 0;
    return std::nullopt;
  }
  --under_way_;
  return std::move(answers_[answers_taken_++]);
}

std::optional<Ticket> Client::take_written() {
  if (written_.empty()) return std::nullopt;
  const Ticket first = written_.front();
  written_.erase(written_.begin());
  return first;
}

void Client::give_back(Ending ending) {
  auto* answered = std::get_if<Answered>(&ending);
  if (answered == nullptr || texts_.size() >= lines_.size()) return;
  constexpr std::size_t kWorthKeeping = 64U * 1024U;
  if (answered->head.capacity() + answered->body.capacity() > kWorthKeeping) return;
  texts_.push_back(std::move(*answered));
}

void Client::drop_idle(Line& line) {
  std::erase(line.origin->idle, line.number);
  line.connection.close();
  gone(line);
}

void Client::gone(Line& line) {
  Origin& origin = *line.origin;
  ++line.generation;
  line.origin = nullptr;
  timers_.set(line.number, Offset::max());
  free_lines_.push_back(line.number);
  --origin.open;
}

/// For each exchange that ends, one more can begin: on its connection, or on a new one in its
/// place.
void Client::release_one(Origin& origin) {
  if (origin.waiting.empty()) return;
  released_.splice(released_.end(), origin.waiting, origin.waiting.begin());
}

}  // namespace ensaio
