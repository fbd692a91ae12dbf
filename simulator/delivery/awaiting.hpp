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

/// The first of `places` that can be connected to right now. Each is tried once, all together for
/// no longer than 10 s. Nothing where none is there, or where the world was interrupted.
std::optional<Endpoint> already_there(World& world, const std::vector<Endpoint>& places);

}  // namespace ensaio
