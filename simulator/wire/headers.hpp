#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/random.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// One header of a request. Names are lower case, as observed.
struct Header {
  std::string name{};
  std::string value{};  ///< May hold marks of slots (slot.hpp).
};

/// Whether two names are those of one header: letters count alike, large or small.
bool same_name(std::string_view a, std::string_view b);

/// Whether `text` would end a header's line, or the string that it is: it holds CR, LF or NUL.
inline bool ends_a_line(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// The headers that a callback of `dialect` carries besides `host` and `content-length`, in the
/// order observed; `token` and the user agent may be marks. Source: observed requests of September
/// 2025 (Z-API). Assumed: Plugchat's (`content-type` and `user-agent`, nothing else).
std::vector<Header> callback_headers(Dialect dialect, std::string_view token,
                                     std::string_view user_agent);

/// A browser's user agent. Z-API sends another one with each request, all of the same era.
std::string_view user_agent(Random& random);

}  // namespace ensaio
