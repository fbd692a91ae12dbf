#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// What one field of a call's body must be.
struct CallCondition {
  std::string field{};  ///< Its name, or a JSON Pointer.
  std::string json{};   ///< JSON text with templates; in a string `*` stands for anything.
  std::string shown{};  ///< As a person wrote it: "ana".
};

/// Which calls of the application are meant.
struct CallPattern {
  std::string route{};  ///< "send-text"; `*` stands for anything.
  std::vector<CallCondition> where{};
};

/// "a send-text to ana", "any call with message *horário*".
std::string words(const CallPattern& calls);

/// How many calls of a sort the application is to make in the whole run.
struct ExpectedCalls {
  CallPattern calls{};
  std::uint64_t count = 1;
  /// Real time after the last step; nothing: no longer than it takes to reach the count.
  std::optional<Offset> lasts{};
};

}  // namespace ensaio
