#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// Says which request of a simulation is which; each post has its own, its second try the same.
using Serial = std::uint64_t;

/// The header that tells a request's serial to the receiver, and back in its answer.
inline constexpr std::string_view kSerialHeader = "x-serial: ";

/// The serial in a head with lines of `name: value`, if it has one.
std::optional<Serial> serial_of(std::string_view head);

/// An answer as a receiver said it.
struct SaidAnswer {
  int status = 0;
  std::string body{};
  bool until_end = false;           ///< The end of the connection is the end of the answer.
  std::optional<Offset> arrived{};  ///< When all of it had come to the client's system.
};

/// What really became of one request, told by those who model the network and the receiver.
struct RequestTruth {
  std::string body{};
  Offset posted{};
  std::optional<Offset> begun{};    ///< When its first byte was first written.
  std::optional<Offset> wrote{};    ///< When the last of its bytes so far was.
  std::optional<Offset> written{};  ///< When the last of all was.
  bool answer_read = false;         ///< The client has read all of its answer.
  std::size_t tries = 0;            ///< How often writing it was begun.
  std::size_t heard = 0;            ///< How often a receiver has read the whole of it.
  bool abandoned = false;           ///< Its ending was told as such before the end of the run.
  bool confusable = false;          ///< More was on its way than asked for when it was written.
  std::vector<SaidAnswer> said{};
};

/// All that is known in one simulation, and what was found wrong about the engine.
class Truth {
 public:
  /// Keeps the lines of note(), which cost time.
  explicit Truth(bool traced) : traced_(traced) {}

  bool traced() const { return traced_; }
  void note(Offset now, const std::string& line);
  void wrong(Offset now, const std::string& what);

  std::deque<RequestTruth> requests{};  ///< By serial.
  std::string trace{};
  std::vector<std::string> wrongs{};
  Serial last_ended = 0;      ///< The request whose ending the player was told last.
  std::size_t most_open = 0;  ///< Connections at one time.

 private:
  const bool traced_;
};

/// Ends a simulation that would never end by itself.
struct Stuck {
  std::string what{};
};

}  // namespace ensaio
