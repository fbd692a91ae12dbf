#include "simulator/wire/headers.hpp"

#include <algorithm>
#include <cctype>

#include "simulator/wire/dialect_row.hpp"

namespace ensaio {

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](unsigned char c) { return std::tolower(c); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::vector<Header> callback_headers(Dialect dialect, std::string_view token,
                                     std::string_view user_agent) {
  return row_of(dialect).headers(token, user_agent);
}

}  // namespace ensaio
