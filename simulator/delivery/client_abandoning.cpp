#include <algorithm>

#include "simulator/delivery/client.hpp"

// How a post ends that nobody wants the answer to any more.

namespace ensaio {

void Client::abandon(Ticket ticket) {
  if (abandon(ticket, posted_)) return;
  for (auto& [key, origin] : origins_) {
    if (abandon(ticket, origin.waiting)) return;
  }
  for (const Exchange& one : released_) {
    if (one.ticket != ticket) continue;
    // It has been given a place: the next in line gets that.
    Origin& origin = *one.origin;
    abandon(ticket, released_);
    return release_one(origin);
  }
  for (const auto& line : lines_) {
    const Connection::Stage stage = line->connection.stage();
    if (stage == Connection::Stage::Closed || stage == Connection::Stage::Idle) continue;
    if (line->connection.exchange().ticket == ticket) return end(*line, Abandoned{});
  }
}

/// Whether it was there.
bool Client::abandon(Ticket ticket, Exchanges& waiting) {
  const auto found = std::find_if(waiting.begin(), waiting.end(),
                                  [ticket](const Exchange& one) { return one.ticket == ticket; });
  if (found == waiting.end()) return false;
  Exchanges one;
  one.splice(one.end(), waiting, found);
  answer(std::move(one), Abandoned{});
  return true;
}

}  // namespace ensaio
