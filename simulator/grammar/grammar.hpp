#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "simulator/base/enum_table.hpp"
#include "simulator/document/problem.hpp"
#include "simulator/document/tree.hpp"

namespace ensaio {

/// The kinds of document, each named by the key it has.
enum class DocumentKind : std::uint8_t { Scenario, Load, Rules, Accounts, Oracle, Project };

/// The key that names a document's kind. A project file has none: it is known by its name.
inline constexpr auto kDocumentKinds = enum_table<DocumentKind>({
    {DocumentKind::Scenario, "scenario"},
    {DocumentKind::Load, "load"},
    {DocumentKind::Rules, "rules"},
    {DocumentKind::Accounts, "accounts"},
    {DocumentKind::Oracle, "oracle"},
    {DocumentKind::Project, "project"},
});

/// The kind of a document by the key it has, wherever that stands; never Project. Nothing, and a
/// problem (UnknownDocument), where no key or more than one says it.
std::optional<DocumentKind> document_kind(const Node& document, const std::string& file,
                                          Problems& problems);

/// Whether the document keeps to the grammar (grammar_table.hpp): known keys, shapes, units, words.
/// Every violation is told, with the nearest spelling and what is allowed there. What passes has
/// the shape that the readers rely on; names and meanings are theirs to check.
void check_grammar(const Node& document, DocumentKind kind, const std::string& file,
                   Problems& problems);

/// The JSON Schema (draft 2020-12) of all documents, from the same table, for editors. Pretty JSON
/// with a newline at the end.
std::string json_schema();

}  // namespace ensaio
