#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/answer_reader.hpp"
#include "simulator/delivery/network.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/stream.hpp"
#include "simulator/delivery/world.hpp"

namespace ensaio {

struct Origin;

/// One request, from post() to its ending.
struct Exchange {
  Ticket ticket = 0;
  Origin* origin = nullptr;
  std::string request{};
  Offset timeout{};
  std::optional<Offset> tried{};  ///< When a way to the receiver was first looked for.
  std::optional<Offset> sent{};   ///< When its first byte was first written.
  bool again = false;             ///< It was lost once already with a connection used before.
  bool tell_written = false;      ///< See Posting.
};

/// Nodes move from list to list and are used again: no copies, no allocation.
using Exchanges = std::list<Exchange>;

/// The ending where connecting, writing or reading failed with `error` (an errno). `answering`: a
/// part of the answer had come.
Ending connecting_failed(int error);
Ending exchange_failed(int error, bool answering);

/// One way to a receiver and the exchange on it: a state machine that goes on as far as it can
/// without waiting, each time it is told that something has become possible.
class Connection {
 public:
  enum class Stage : std::uint8_t { Closed, Resolving, Connecting, Sending, Waiting, Idle };
  enum class Turn : std::uint8_t {
    Pending,       ///< Something must become possible first.
    NotConnected,  ///< This address does not work: ending() says why. Another may be tried.
    Ended,         ///< See ending().
  };

  /// `network` (its clock) and `buffer`, which reads go through, are shared and outlive it.
  Connection(const SocketOptions& options, const Network& network, std::span<char> buffer)
      : stall_timeout_(options.stall_timeout),
        network_(&network),
        buffer_(buffer),
        reader_(options.answer_bytes) {}

  /// Closed or Idle; takes the one exchange. Closed becomes Resolving, Idle becomes Sending.
  void take(Exchanges one);
  /// Resolving or Connecting; begins again with this address.
  void connect(std::unique_ptr<Stream> stream);

  /// What is `ready` may grow on the way: a cipher reads ahead.
  Turn turn(SocketEvent ready);

  /// Gives the exchange back. The connection becomes Idle where it is good for another one, else
  /// Closed.
  Exchanges finish();
  void close();

  /// How the exchange ended. Requires Turn::Ended or NotConnected.
  Ending take_ending() { return std::move(ending_); }
  /// Texts whose memory the next answer can use.
  void give_back(Answered texts) { ending_ = std::move(texts); }
  /// How it ends where its deadline has come.
  Ending timed_out() const;
  /// The connection had been used before and was lost before the receiver can have read the request
  /// as a whole, most likely because it closed it while it was idle. So the request may be sent
  /// again without being heard twice.
  bool was_stale() const { return used_before_ && !reader_.begun() && lost_; }

  /// Requires Idle: whether what became possible spoils it. It was closed, or sent what nobody
  /// asked for and must not pass for the next answer. (TLS may well say something of its own.)
  bool is_spoilt(const SocketEvent& ready);

  Stage stage() const { return stage_; }
  Offset deadline() const { return deadline_; }
  int descriptor() const { return stream_->descriptor(); }
  Exchange& exchange() { return exchange_.front(); }

 private:
  void begin_sending();
  void progressed() { deadline_ = network_->now() + stall_timeout_; }
  Turn shake_hands(SocketEvent& ready);
  Turn send(SocketEvent& ready);
  bool may_read(const SocketEvent& ready) const {
    return ready.readable || ready.closed || (reading_wants_write_ && ready.writable);
  }
  Turn receive(bool until_end);
  bool is_silent();
  Turn other_side_ended(Moved::How how);
  Turn lost(int error);
  Turn answered();
  Turn ended(Ending ending);

  const Offset stall_timeout_;
  const Network* network_;
  const std::span<char> buffer_;
  AnswerReader reader_;
  std::unique_ptr<Stream> stream_;
  Exchanges exchange_;
  Stage stage_ = Stage::Closed;
  std::size_t written_ = 0;
  int write_error_ = 0;
  bool reading_wants_write_ = false;
  bool used_before_ = false;
  bool lost_ = false;
  bool reusable_ = false;
  Offset deadline_ = Offset::max();
  Ending ending_{};
};

}  // namespace ensaio
