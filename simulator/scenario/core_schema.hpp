#pragma once

#include <cstdint>
#include <string>

#include "simulator/scenario/tree.hpp"

namespace ensaio {

/// What a scalar is by the core schema of YAML 1.2 (chapter 10.3): `no`, `on` and `1_000` are
/// text, whatever YAML 1.1 made of them.
enum class ScalarType : std::uint8_t { Null, Boolean, Integer, Float, Text };

/// The type of a scalar; quoted ones are text, nothing at all is Null. Requires a node that is
/// neither list nor map.
ScalarType scalar_type(const Node& scalar);

/// The value as compact JSON, the keys in their order. Numbers that JSON can hold keep their digits
/// as written (0x10, 0o7 and +1 are turned into decimal); those that it cannot (.inf, .nan) become
/// null. Requires what the grammar check has passed: nothing beyond 2^53.
std::string json_text(const Node& node);

}  // namespace ensaio
