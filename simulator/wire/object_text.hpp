#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/wire/callback.hpp"

namespace ensaio {

/// How exact a time is on the wire; both are integers of milliseconds since 1970.
enum class Precision { Milliseconds, WholeSeconds };

/// `at` as it stands in JSON: an integer, or the mark of the slot where it is not known yet.
/// Source: Z-API docs and observed callbacks, attribute `momment` (so spelled).
std::string momment_json(const Momment& at, Precision precision);

/// Writes one JSON object, compactly, members in the order of the calls.
class ObjectText {
 public:
  ObjectText& text(std::string_view key, std::string_view value);
  ObjectText& texts(std::string_view key, const std::vector<MessageId>& values);
  ObjectText& number(std::string_view key, int value);
  ObjectText& boolean(std::string_view key, bool value);
  ObjectText& null(std::string_view key);
  ObjectText& momment(const Momment& at, Precision precision);

  /// The text of the object. Call once, last.
  std::string done();

 private:
  ObjectText& member(std::string_view key, std::string_view json);

  std::string text_ = "{";
};

}  // namespace ensaio
