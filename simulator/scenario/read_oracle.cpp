#include "simulator/scenario/read_oracle.hpp"

#include "simulator/document/codes.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/scenario/library.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/use.hpp"

namespace ensaio {
namespace {

void check_templates(Page& page, const Node& oracle) {
  page.draft().asking_oracle = true;
  page.json(oracle);
  page.draft().asking_oracle = false;
}

/// The oracle in another file, which holds a document `oracle:` and may hold others.
void check_shared(Page& page, const Node& path, const ReadFile& read) {
  const std::string file = Library::path_from(page.file_name(), path.text());
  const auto text = read(file);
  if (!text) {
    page.error(Code::BadUse, path,
               {.message = "cannot read '" + file + "': " + text.error().message,
                .hint = text.error().hint,
                .note = "the path is relative to this file"});
    return;
  }
  auto& problems = page.draft().problems;
  const auto trees = read_yaml(*text, file, problems);
  bool found = false;
  for (const Tree& tree : trees) {
    if (document_kind(tree.root(), file, problems) != DocumentKind::Oracle) continue;
    found = true;
    check_grammar(tree.root(), DocumentKind::Oracle, file, problems);
    Page shared(page.draft(), file_number(page.scenario(), file), &page);
    shared.names = page.names;
    if (const auto oracle = tree.root().find("oracle")) check_templates(shared, *oracle);
  }
  if (!found && !trees.empty()) {
    page.error(Code::BadUse, path, {.message = "'" + file + "' holds no oracle"});
  }
}

}  // namespace

void read_oracle(Page& page, const ReadFile& read) {
  const auto oracle = node_at(*page.document, "oracle", NodeKind::Map);
  if (!oracle) return;
  page.scenario().oracle = Oracle{page.place(*oracle)};
  page.not_yet(*page.document->key("oracle"), "oracle");
  check_templates(page, *oracle);
  if (const auto path = scalar_at(*oracle, "use")) check_shared(page, *path, read);
}

void read_invariants(Page& page) {
  const auto invariants = node_at(*page.document, "invariants", NodeKind::List);
  if (!invariants || invariants->size() == 0) return;
  for (const Node invariant : *invariants) {
    if (invariant.is(NodeKind::Scalar)) page.scenario().invariants.emplace_back(invariant.text());
    if (!invariant.is(NodeKind::Map)) continue;
    for (const Node name : invariant) {
      page.scenario().invariants.push_back(std::string(name.text()) + ": " +
                                           std::string(name.value().text()));
    }
  }
  page.not_yet(*page.document->key("invariants"), "invariants");
}

}  // namespace ensaio
