#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

/// JSON of strangers, read so that nothing in it can hurt and nothing of it is lost.
namespace ensaio {

/// Members in the order read, doubles among them. A number that is no 64-bit integer is kept as the
/// text it was (30 digits do not fit a double): use text_of() and compact(), never dump().
using Json = nlohmann::ordered_json;

/// The JSON that `text` is. Nothing where it is none, holds a NUL byte or invalid UTF-8, or is
/// nested deeper than 64.
std::optional<Json> parsed_json(std::string_view text);

/// Compact UTF-8; invalid bytes become U+FFFD.
std::string compact(const Json& json);

/// A string's own characters, anything else as compact JSON.
std::string text_of(const Json& json);

/// The member of `object` called `name`, the last one where there are several, as most readers
/// take it. Null where there is none, or `object` is no object.
Json* member(Json& object, std::string_view name);

}  // namespace ensaio
