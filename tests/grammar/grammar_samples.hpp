#pragma once

#include <string>
#include <vector>

#include "simulator/grammar/grammar_table.hpp"

namespace ensaio {

/// A document that shows one word of the language, with the example that the table has for it.
struct Sample {
  std::string word{};  ///< "sent.expect.within".
  std::string text{};
  DocumentKind kind{};
};

/// A document for each word of the language, however deep it stands. Names in them stand for
/// nothing: they keep to the grammar, no more.
std::vector<Sample> grammar_samples();

}  // namespace ensaio
