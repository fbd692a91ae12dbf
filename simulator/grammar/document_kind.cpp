#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "simulator/base/nearest.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/grammar/scalar_hint.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kKindsNote =
    "a document has one of the keys scenario, load, rules, accounts, oracle";

Problem unknown_document(const Node& at, const std::string& file, std::string message) {
  return {.code = Code::UnknownDocument,
          .file = file,
          .mark = at.mark(),
          .width = at.width(),
          .message = std::move(message),
          .note = std::string(kKindsNote)};
}

/// Nothing says what the document is; perhaps one of its keys was meant to.
Problem no_kind(const Node& document, const std::string& file) {
  std::vector<std::string_view> words;
  for (const auto& row : kDocumentKinds) {
    if (row.value != DocumentKind::Project) words.push_back(row.text);
  }
  for (const Node key : document) {
    const auto meant = nearest(key.text(), words);
    if (!meant) continue;
    Problem problem =
        unknown_document(key, file, fmt::format("unknown key '{}'", shown(key.text())));
    problem.hint = fmt::format("did you mean '{}'?", *meant);
    return problem;
  }
  const Node at = document.size() > 0 ? *document.begin() : document;
  Problem problem = unknown_document(at, file, "no key says what kind of document this is");
  if (document.has("name") && document.has("steps")) {
    problem.hint = "write 'scenario' instead of 'name'";
  } else if (document.has("steps")) {
    problem.hint = "add scenario: and a name";
  }
  return problem;
}

}  // namespace

std::optional<DocumentKind> document_kind(const Node& document, const std::string& file,
                                          Problems& problems) {
  if (!document.is(NodeKind::Map)) {
    problems.push_back(unknown_document(document, file,
                                        fmt::format("a document is a map of keys, and this is {}",
                                                    kNodeKinds.text(document.kind()))));
    return std::nullopt;
  }
  std::optional<DocumentKind> kind;
  for (const Node key : document) {
    const auto named = kDocumentKinds.parse(key.text());
    // A scenario and a load profile may have an oracle of their own.
    if (!named || *named == DocumentKind::Project || *named == DocumentKind::Oracle) continue;
    if (kind) {
      problems.push_back(unknown_document(
          key, file,
          fmt::format("'{}' and '{}' in one document", kDocumentKinds.text(*kind), key.text())));
      problems.back().hint = "divide them by a line with ---";
      return std::nullopt;
    }
    kind = named;
  }
  if (!kind && document.has("oracle")) kind = DocumentKind::Oracle;
  if (!kind) problems.push_back(no_kind(document, file));
  return kind;
}

}  // namespace ensaio
