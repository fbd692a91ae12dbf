#pragma once

#include <optional>
#include <string_view>

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// The calls to `route` whose fields are as `where` says, if it is there. A phone there is one, a
/// pattern with `*`, or a chat's name, which must be known.
CallPattern read_call_pattern(const Page& page, std::string_view route,
                              const std::optional<Node>& where);

/// Warns of a route, a pattern at `at`, that no provider documents and that looks like a slip: any
/// other `send-...` may well be called.
void check_route(const Page& page, const Node& at);

}  // namespace ensaio
