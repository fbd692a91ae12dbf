#pragma once

#include <optional>
#include <vector>

#include "simulator/delivery/world.hpp"

namespace ensaio {

/// A place that could not be connected to, and how the last try ended.
struct NotThere {
  Endpoint endpoint{};
  Ending ending{};
};

/// Waits until every origin of `places` can be connected to, TLS handshake included; nothing is
/// asked there. Tries again and again, after 20 ms first, then doubling to 250 ms, for no longer
/// than `within`.
///
/// Nothing: all are there, or the world was interrupted before that was known. Where one is not
/// there, tries may still be under way: then nothing else can be posted in this world.
std::optional<NotThere> await_receivers(World& world, const std::vector<Endpoint>& places,
                                        Offset within);

}  // namespace ensaio
