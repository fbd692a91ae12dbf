#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "simulator/document/problem.hpp"
#include "simulator/document/tree_builder.hpp"

namespace ensaio {

/// Where the YAML library gave up.
struct YamlTrouble {
  std::string_view text{};  ///< Of the whole file.
  std::size_t begin = 0;    ///< Where the document begins in it.
  std::size_t end = 0;      ///< Where it ends.
  std::size_t pos = 0;      ///< Where the library stood: begin <= pos <= end.
  std::string said{};       ///< Its message: what its scanner met.
};

/// What the author most likely did there, in our own words. `builder` knows what was open.
Problem yaml_trouble(TreeBuilder& builder, const YamlTrouble& trouble);

}  // namespace ensaio
