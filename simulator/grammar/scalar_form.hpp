#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/document/codes.hpp"
#include "simulator/document/core_schema.hpp"
#include "simulator/grammar/grammar_table.hpp"

namespace ensaio {

/// How texts of one form are written. Forms that are decided by their YAML type (true, 3) or by the
/// shape's own words have no row.
struct ScalarForm {
  Form form{};
  std::string_view what{};          ///< "a duration".
  std::string_view examples{};      ///< "250ms, 1.5s or 2m".
  Code code{};                      ///< Where it is not written so.
  bool (*reads)(std::string_view);  ///< Whether a text is written so.
  std::string_view pattern{};       ///< The same for the schema (ECMA 262), or laxer; may be empty.
  std::string_view units{};         ///< "ms s": what a bare number may have meant.
};

/// The row of a form; null where it has none.
const ScalarForm* scalar_form(Form form);

/// What a shape is called in a message: "a duration", "a list of steps".
std::string what_of(const Shape& shape);

/// A scalar as it stands in the file.
struct Written {
  std::string_view text{};
  ScalarType type = ScalarType::Text;
  bool quoted = false;
};

/// What is wrong with a scalar, before it has a place.
struct Finding {
  Code code{};
  std::string message{};
  std::string hint{};
  std::string note{};
};

/// What keeps `written` from being of the scalar form that `shape` has; nothing where it is.
std::optional<Finding> scalar_finding(const Shape& shape, const Written& written);

}  // namespace ensaio
