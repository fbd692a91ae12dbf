#include <algorithm>
#include <utility>

#include "simulator/delivery/client.hpp"

// How a connection comes to be: names, addresses, the target rule, TLS.

namespace ensaio {
namespace {

using Stage = Connection::Stage;
using Turn = Connection::Turn;
using Why = Unreachable::Why;

constexpr Offset kNamesHold = std::chrono::seconds(60);

Ending not_allowed(const std::string& host, const std::string& address) {
  return Unreachable{Why::NotAllowed, "not allowed by the target rule: " + address +
                                          " (allow it with --allow-target " + host + ")"};
}

}  // namespace

void Client::open(Origin& origin, Exchanges one) {
  Line& line = free_line();
  ++origin.open;
  line.origin = &origin;
  line.first = origin.preferred;
  line.tried = 0;
  line.failure = {};
  line.connection.take(std::move(one));
  if (!origin.addresses.empty() && network_.now() < origin.addresses_until) {
    connect(line);
    return;
  }
  if (Addresses numeric = numeric_addresses(origin.host)) {
    origin.addresses = *std::move(numeric);
    origin.addresses_until = Offset::max();
    connect(line);
    return;
  }
  timers_.set(line.number, line.connection.deadline());
  if (origin.resolving) return;
  origin.resolving = true;
  ++resolving_;
  network_.look_up(origin.host);
}

void Client::resolved(const FoundName& found) {
  --resolving_;
  for (auto& [key, origin] : origins_) {
    if (!origin.resolving || origin.host != found.host) continue;
    origin.resolving = false;
    origin.preferred = 0;
    origin.addresses.clear();
    if (found.addresses) origin.addresses = *found.addresses;
    origin.addresses_until = network_.now() + kNamesHold;
    for (const auto& line : lines_) {
      if (line->origin != &origin || line->connection.stage() != Stage::Resolving) continue;
      if (!found.addresses)
        line->failure = Unreachable{Why::NameNotFound, found.addresses.error().message};
      connect(*line);
    }
  }
}

void Client::connect(Line& line) {
  while (line.tried < line.origin->addresses.size()) {
    if (!try_next_address(line)) continue;
    const Turn turn = advance(line, {});
    if (turn != Turn::NotConnected) return came(line, turn);
    line.failure = line.connection.take_ending();
  }
  end(line, std::move(line.failure));
}

/// Whether connecting has begun; else the failure says why not.
bool Client::try_next_address(Line& line) {
  const Origin& origin = *line.origin;
  const bool first = line.tried == 0;
  const std::size_t which = (line.first + line.tried++) % origin.addresses.size();
  Address address = origin.addresses[which];
  const std::string text = address.text();
  if (!rule_.allows(origin.host, text)) {
    if (first) line.failure = not_allowed(origin.host, text);
    return false;
  }
  TlsPeer* const tls = origin.secure ? tls_peer(line) : nullptr;
  if (origin.secure && tls == nullptr) return false;
  address.set_port(origin.port);
  int error = 0;
  const std::uint64_t key = (std::uint64_t{++line.generation} << 32U) | line.number;
  auto stream = network_.open(address, key, error);
  if (!stream) {
    line.failure = connecting_failed(error);
    return false;
  }
  if (tls != nullptr) stream = open_tls_stream(std::move(stream), *tls);
  line.connection.connect(std::move(stream));
  return true;
}

/// Null where TLS cannot be used; then the failure says why not.
TlsPeer* Client::tls_peer(Line& line) {
  Origin& origin = *line.origin;
  if (origin.tls) return origin.tls.get();
  if (!tls_) tls_ = TlsContext::make(options_.tls);
  if (!*tls_) {
    line.failure = Unreachable{Why::Tls, tls_->error().message};
    return nullptr;
  }
  origin.tls = std::make_unique<TlsPeer>(***tls_, origin.host);
  return origin.tls.get();
}

}  // namespace ensaio
