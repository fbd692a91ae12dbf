#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/document/tree.hpp"
#include "simulator/document/values.hpp"

// Reads small values out of a tree whose shape check_grammar() has judged: where the shape is
// wrong, each answers with nothing, silently, so that one mistake gives one message.

namespace ensaio {

/// The scalar at `key`; nothing where there is none.
std::optional<Node> scalar_at(const Node& map, std::string_view key);

/// The value at `key` if it is of `kind`.
std::optional<Node> node_at(const Node& map, std::string_view key, NodeKind kind);

/// A scalar's characters, or nothing at all.
std::string text_at(const Node& map, std::string_view key);

std::optional<Offset> duration_at(const Node& map, std::string_view key);
std::optional<std::uint64_t> unsigned_at(const Node& map, std::string_view key);

/// A duration, a range, or { p50, p99 }.
std::optional<Span> span_of(const Node& node);

/// The scalars of a list, or the scalar itself.
std::vector<Node> scalars_of(const Node& node);

/// The statuses of a list or a scalar, `none` and other words left out.
std::vector<StatusRange> statuses_of(const Node& node);

/// The items of a list; none of anything else.
std::vector<Node> items_of(const std::optional<Node>& node);

/// A number as a 32-bit one, the largest where it does not fit.
std::uint32_t narrow(std::uint64_t number);

}  // namespace ensaio
