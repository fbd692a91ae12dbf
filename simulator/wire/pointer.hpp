#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/wire/json.hpp"

namespace ensaio {

// JSON Pointer, RFC 6901.

/// The parts of `pointer`, unescaped; none for "", which is the whole. Nothing where it is no
/// JSON Pointer.
std::optional<std::vector<std::string>> pointer_parts(std::string_view pointer);

/// The pointer that the first `count` of `parts` make.
std::string pointer_to(const std::vector<std::string>& parts, std::size_t count);

/// One part as it is written in a pointer: ~ and / escaped.
std::string escaped_part(std::string_view part);

/// The member or the element of `parent` that `part` names. Null where there is none ("-", an index
/// past the end or with leading zeros), or `parent` is neither object nor list.
Json* part_of(Json& parent, const std::string& part);

}  // namespace ensaio
