#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "simulator/scenario/problem.hpp"
#include "simulator/scenario/tree.hpp"

namespace ensaio {

/// The kinds of document, each named by the key it has.
enum class DocumentKind : std::uint8_t { Scenario, Load, Rules, Accounts, Oracle, Project };

/// Whether the document keeps to the grammar (grammar_table.cpp): known keys, shapes, units, words.
/// Every violation is told, with the nearest spelling and what is allowed there. What passes has
/// the shape that the readers rely on; names and meanings are theirs to check.
void check_grammar(const Node& document, DocumentKind kind, const std::string& file,
                   Problems& problems);

/// The JSON Schema (draft 2020-12) of all documents, from the same table, for editors. Pretty JSON
/// with a newline at the end.
std::string json_schema();

}  // namespace ensaio
