#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// `text` with nothing left in it that a terminal would obey: control characters, those that turn
/// the direction of writing and noncharacters are escaped (`\n`, `\x1b`, `\u202e`, `\uffff`), bytes
/// that are not UTF-8 as `\xff`. What a stranger's receiver answers is shown through this. Every
/// character of the result may stand in XML 1.0.
std::string visible(std::string_view text);

/// At most the first `bytes` bytes of `text`, without cutting a character of UTF-8 in two.
std::string_view beginning(std::string_view text, std::size_t bytes);

/// A time as a person says it: "38 us", "64 ms", "2.3 s", "2 min 5 s", "1 h 12 min".
std::string human_time(Offset time);

}  // namespace ensaio
