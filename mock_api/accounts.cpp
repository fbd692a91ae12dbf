#include "mock_api/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/document/codes.hpp"
#include "simulator/document/tree.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/scenario/node_values.hpp"

namespace ensaio {
namespace {

MockAccount read_account(const Node& node) {
  return {.id = text_at(node, "id"),
          .token = text_at(node, "token"),
          .client_token = text_at(node, "client_token"),
          .dialect = kDialects.parse(text_at(node, "dialect")),
          .connected = text_at(node, "connected") != "false"};
}

/// Two accounts of one id, or of one token, could not be told apart.
void check_unique(const Node& node, const char* key, const std::string& file,
                  std::vector<std::string>& seen, Problems& problems) {
  const auto at = scalar_at(node, key);
  if (!at) return;
  std::string text(at->text());
  if (std::find(seen.begin(), seen.end(), text) == seen.end()) {
    seen.push_back(std::move(text));
    return;
  }
  problems.push_back({.code = Code::DuplicateName,
                      .file = file,
                      .mark = at->mark(),
                      .width = at->width(),
                      .message = fmt::format("a second account has the {} '{}'", key, text)});
}

/// A document of another kind in the file of accounts would be silently lost.
bool is_accounts(const Node& document, const std::string& file, Problems& problems) {
  const auto kind = document_kind(document, file, problems);
  if (!kind || *kind == DocumentKind::Accounts) return kind.has_value();
  problems.push_back(
      {.code = Code::UnknownDocument,
       .file = file,
       .mark = document.mark(),
       .message = fmt::format("this is a document of another kind: {}", kDocumentKinds.text(*kind)),
       .hint = "accounts are wanted: `accounts: [{ id: ..., token: ... }]`"});
  return false;
}

}  // namespace

std::vector<MockAccount> read_accounts(std::string_view text, const std::string& file,
                                       Problems& problems) {
  std::vector<MockAccount> accounts;
  std::vector<std::string> ids;
  std::vector<std::string> tokens;
  const auto trees = read_yaml(text, file, problems);
  for (const Tree& tree : trees) {
    const Node document = tree.root();
    if (!is_accounts(document, file, problems)) continue;
    check_grammar(document, DocumentKind::Accounts, file, problems);
    for (const Node& node : items_of(document.find("accounts"))) {
      check_unique(node, "id", file, ids, problems);
      check_unique(node, "token", file, tokens, problems);
      accounts.push_back(read_account(node));
    }
  }
  return accounts;
}

}  // namespace ensaio
