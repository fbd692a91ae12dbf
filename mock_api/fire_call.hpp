#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/scenario/fire_text.hpp"

namespace ensaio {

/// What POST /_ensaio/fire asks for.
struct FireCall {
  FireWords words{};
  std::string instance{};  ///< Empty: not said.
  std::optional<std::uint64_t> seed{};
};

/// Reads `body`: {"verb", "phone", "message", "by", "text", "like", "error", "error_code",
/// "device", "late", "kind", "with", "headers", "instance", "seed"}. Error: it is no such object.
Result<FireCall> read_fire_call(std::string_view body);

/// What the words are called there.
FireNames fire_call_names();

}  // namespace ensaio
