#pragma once

#include <string_view>

namespace ensaio {

/// Whether `text` is as `pattern` says: `*` stands for any bytes or none, all else for itself.
bool matches_wildcard(std::string_view pattern, std::string_view text);

}  // namespace ensaio
