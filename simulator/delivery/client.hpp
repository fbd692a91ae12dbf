#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "simulator/delivery/connection.hpp"
#include "simulator/delivery/network.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/delivery/target_rule.hpp"
#include "simulator/delivery/timers.hpp"
#include "simulator/delivery/tls_context.hpp"
#include "simulator/delivery/tls_stream.hpp"
#include "simulator/delivery/world.hpp"

namespace ensaio {

/// One place that connections go to, and those that go there.
struct Origin {
  bool secure = false;  ///< https.
  std::string host{};
  std::uint16_t port = 0;
  std::vector<Address> addresses{};
  Offset addresses_until{};  ///< After that they are looked up anew.
  bool resolving = false;
  std::size_t preferred = 0;  ///< The address that worked last is tried first.
  std::size_t open = 0;       ///< Connections, whatever they do.
  std::vector<std::uint32_t> idle{};
  Exchanges waiting{};             ///< For a connection.
  std::unique_ptr<TlsPeer> tls{};  ///< Where secure, from the first connection on.
};

/// The HTTP/1.1 client below SocketWorld: connections and what is under way on them. It never
/// waits but in look().
class Client {
 public:
  /// `network` is shared and outlives it.
  Client(TargetRule rule, const SocketOptions& options, Network& network);

  void post(Ticket ticket, const Posting& posting);
  /// Whether anything stands ready to be begun with start().
  bool has_posted() const { return !posted_.empty() || !released_.empty(); }
  /// Begins what was posted. Look first, so that no connection is used that has ended meanwhile.
  void start();
  /// Waits at most `timeout` for something to happen, and deals with it.
  void look(Offset timeout);

  std::optional<Answer> take_answer();
  /// See World::take_written().
  bool has_written() const { return !written_.empty(); }
  std::optional<Ticket> take_written();
  /// See World::give_back().
  void give_back(Ending ending);
  /// See World::abandon(). Takes as long as there are posts under way.
  void abandon(Ticket ticket);
  std::size_t under_way() const { return under_way_; }
  /// How many connections came to be, the handshake of TLS included.
  std::uint64_t opened() const { return opened_; }

 private:
  struct Line {  ///< A connection's place; it is used again after the connection has gone.
    Line(std::uint32_t of, const SocketOptions& options, const Network& network,
         std::span<char> buffer)
        : connection(options, network, buffer), number(of) {}

    Connection connection;
    Origin* origin = nullptr;
    const std::uint32_t number;
    std::uint32_t generation = 0;  ///< Tells events of a connection that has gone.
    std::size_t first = 0;         ///< The address that was tried first.
    std::size_t tried = 0;         ///< How many addresses were.
    Ending failure{};              ///< Of the last address tried.
  };

  Origin& origin_of(const Endpoint& endpoint);
  void place(Exchanges one);
  Line& free_line();
  void open(Origin& origin, Exchanges one);
  void connect(Line& line);
  bool try_next_address(Line& line);
  TlsPeer* tls_peer(Line& line);
  void resolved(const FoundName& found);
  void told(const SocketEvent& event);
  Connection::Turn advance(Line& line, const SocketEvent& event);
  void came(Line& line, Connection::Turn turn);
  void expire();
  void end(Line& line, Ending ending);
  void answer(Exchanges one, Ending ending);
  void drop_idle(Line& line);
  void gone(Line& line);
  void release_one(Origin& origin);
  bool abandon(Ticket ticket, Exchanges& waiting);

  const TargetRule rule_;
  const SocketOptions options_;
  Network& network_;
  std::vector<char> buffer_;
  std::optional<Result<std::unique_ptr<TlsContext>>> tls_;  ///< From the first https on.
  std::map<std::tuple<bool, std::string, std::uint16_t>, Origin, std::less<>> origins_;
  std::vector<std::unique_ptr<Line>> lines_;
  std::vector<std::uint32_t> free_lines_;
  Timers timers_;
  Exchanges posted_;
  Exchanges released_;  ///< Have waited in line, and are next.
  Exchanges spare_;
  std::vector<Answer> answers_;
  std::size_t answers_taken_ = 0;
  std::vector<Ticket> written_;
  std::vector<Answered> texts_;  ///< Given back: no more than there are connections.
  std::size_t under_way_ = 0;
  std::uint64_t opened_ = 0;
  std::size_t resolving_ = 0;
};

}  // namespace ensaio
