#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ensaio {

struct JsonMember;

/// JSON of strangers, read so that nothing in it can hurt and nothing of it is lost: members keep
/// their order, doubles among them included, and numbers their digits.
struct Json {
  enum class Form : std::uint8_t { Plain, Text, List, Object };
  Form form = Form::Plain;
  std::string text = "null";       ///< Of a Text its characters, of a Plain its JSON.
  std::vector<JsonMember> inside;  ///< Of a List or an Object.

  /// null.
  Json();
  Json(Form form_, std::string text_);

  static Json of_text(std::string_view text);
  static Json of_bool(bool value);
};

/// One element of an object; in a list, its name is empty.
struct JsonMember {
  std::string name{};
  Json value{};
};

/// The JSON that `text` is. Nothing where it is none, holds a NUL byte or invalid UTF-8, or is
/// nested deeper than 64.
std::optional<Json> parsed_json(std::string_view text);

/// Compact UTF-8. Text that is not UTF-8 becomes U+FFFD.
std::string compact(const Json& json);

/// The member of `object` called `name`, the last one where there are several, as most readers
/// take it. Null where there is none, or `object` is no object.
Json* member(Json& object, std::string_view name);

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
