#pragma once

#include <string>
#include <string_view>

#include "simulator/base/result.hpp"

namespace ensaio {

/// What stands at JSON Pointer `pointer` in `json`, as compact JSON (a string with its quotes).
/// Error: not JSON (nested deeper than 64 counts as that), or nothing there; the message is about
/// an answer. Safe for a stranger's bytes.
Result<std::string> json_at(std::string_view json, std::string_view pointer);

/// Whether both are the same JSON value: 1 and 1.0 are, 1 and "1" are not, and the order of keys
/// says nothing. False where either is no JSON.
bool same_json(std::string_view a, std::string_view b);

}  // namespace ensaio
