#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/document/problem.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// An instance that exists from the start.
struct MockAccount {
  std::string id{};
  std::string token{};
  std::string client_token{};  ///< Empty: calls need none.
  std::optional<Dialect> dialect{};
  bool connected = true;
};

/// The accounts that a file lists (`accounts: [{ id, token, client_token, dialect, connected }]`),
/// and every problem in it. With an error among the problems the accounts must not be used.
/// `file` is how the user named it. Never throws.
std::vector<MockAccount> read_accounts(std::string_view text, const std::string& file,
                                       Problems& problems);

}  // namespace ensaio
