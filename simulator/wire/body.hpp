#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/wire/callback.hpp"

namespace ensaio {

/// The body of `callback` as `dialect` writes it: compact JSON, UTF-8, one object, keys in the
/// order of the provider's own examples, no newline at the end. Error: the dialect has no word for
/// the status, or no such variant of a received message; the message names the dialects that have
/// it. Invalid UTF-8 in a text becomes U+FFFD.
Result<std::string> body(Dialect dialect, const Callback& callback);

/// The variants of a received message that the dialect documents ("text", "image", "reaction"...),
/// in alphabetical order, "text" always among them.
std::vector<std::string_view> received_variants(Dialect dialect);

/// The kind of a raw body by its `type` ("PresenceChatCallback" is presence); nothing where it has
/// none, or one that no provider documents.
std::optional<Kind> kind_of_raw(std::string_view json);

/// One change to a body. `path` is a field's name at the top, or a JSON Pointer for anything
/// deeper.
struct FieldEdit {
  enum class Do : std::uint8_t { Set, Add, Remove };
  Do what = Do::Set;
  std::string path{};  ///< "momment", or "/text/message".
  std::string json{};  ///< The new value as JSON text. Unused where a field is removed.
};

/// `body` after the edits, in their order; the order of its keys is kept, new ones come last.
/// Error: a field to set or to remove does not exist (the hint says `add`, or the nearest name),
/// one to add exists already, or the path leads through something that is no object or list. `body`
/// must be JSON, `json` of each edit too.
Result<std::string> edited(const std::string& body, const std::vector<FieldEdit>& edits);

/// The value at JSON Pointer `pointer` in `json`: a string's own characters, anything else as
/// compact JSON. Error: not JSON (nested deeper than 64 counts as that), or nothing there.
Result<std::string> value_at(std::string_view json, std::string_view pointer);

}  // namespace ensaio
