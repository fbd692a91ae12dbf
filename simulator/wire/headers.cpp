#include "simulator/wire/headers.hpp"

#include "simulator/wire/dialect_row.hpp"

namespace ensaio {

std::vector<Header> callback_headers(Dialect dialect, std::string_view token,
                                     std::string_view user_agent) {
  return row_of(dialect).headers(token, user_agent);
}

}  // namespace ensaio
