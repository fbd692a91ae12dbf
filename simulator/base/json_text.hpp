#pragma once

#include <string>
#include <string_view>

namespace ensaio {

/// `text` as a JSON string with its quotes, appended to `out`. Control characters are escaped;
/// bytes that are not UTF-8 become U+FFFD. Everything else stays as it is.
void append_json_string(std::string& out, std::string_view text);

/// The same as a new string.
std::string json_string(std::string_view text);

}  // namespace ensaio
