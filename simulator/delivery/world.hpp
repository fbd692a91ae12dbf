#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/endpoint.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// Says which post an answer belongs to.
using Ticket = std::uint64_t;

/// One request, ready to be written. The views are only good during World::post().
struct Posting {
  const Endpoint* endpoint = nullptr;
  /// The whole of it: request line, headers, body. Empty: nothing is asked, a connection is made
  /// (with its handshake) and closed again, and a status of 0 says that it could be.
  std::string_view request{};
  Offset timeout{};           ///< For the answer, from the last byte written.
  bool tell_written = false;  ///< World::take_written() tells of it.
};

struct Answer {
  Ticket ticket = 0;
  Offset sent{};      ///< When its first byte was written, or was tried to be.
  Offset answered{};  ///< When the ending was known.
  Ending ending{};
  bool resent = false;  ///< A connection used before died under it; a new one carried it again.
};

/// All that one playing thread knows of the outside: time, and posts whose answers take time.
/// The player's seam: the client (and below it a Network) behind it, or a test's script.
class World {
 public:
  World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  virtual ~World() = default;

  /// Real time since this world began. Never goes back.
  virtual Offset now() const = 0;

  /// Whether one more post can be under way. Every world has a limit.
  virtual bool has_room() const = 0;

  /// Starts a post and returns at once. Its answer comes out of wait(), exactly once.
  /// Requires has_room().
  virtual void post(Ticket ticket, const Posting& posting) = 0;

  /// Waits until `until`, or until there is an answer, whichever comes first. Nothing at `until`,
  /// when interrupted() has become true, or when another thread has woken it.
  virtual std::optional<Answer> wait(Offset until) = 0;

  /// A request that asked for it and whose last byte has been written since this was asked last;
  /// where it never is, its answer alone tells. wait() ends when there is one. A world need not
  /// know.
  virtual std::optional<Ticket> take_written() { return std::nullopt; }

  /// Takes back an ending that came out of wait() and is no longer needed: the memory of its texts
  /// serves for another.
  virtual void give_back(Ending ending) { static_cast<void>(ending); }

  /// Nobody wants the answer to that post any more: it soon comes out of wait() as abandoned,
  /// unless another ending was known before. What has not been written yet is not written. A world
  /// need not know how; then the post ends as ever.
  virtual void abandon(Ticket ticket) { static_cast<void>(ticket); }

  /// Whether the user wants to stop: no new sends, tell what there is.
  virtual bool interrupted() const = 0;
};

}  // namespace ensaio
