#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "simulator/base/random.hpp"
#include "tests/simulation/truth.hpp"

namespace ensaio {

/// An answer as it stands on the wire, and as it is meant.
struct AnswerText {
  std::string bytes{};
  SaidAnswer said{};
  bool last = false;  ///< It ends its connection.
};

/// Whether an answer must say where it ends itself.
enum class Framing : std::uint8_t { Any, Framed, Reusable };

/// A whole answer to request `serial`: by length, chunked, without a body or to the connection's
/// end; after none or some informational ones. `length`: of its body, at least.
AnswerText drawn_answer(Random& random, Serial serial, Framing framing, std::size_t length);

/// What is no HTTP, or stops being it.
std::string drawn_garbage(Random& random);

/// What nobody asked for, as some servers say it before they close what is idle.
std::string stray_answer();

}  // namespace ensaio
