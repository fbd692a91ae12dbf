#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/scenario/yaml_trouble.hpp"

namespace ensaio {

/// What is wrong with the columns of a line, or with the spaces behind '-' and ':'; nothing where
/// they are not what stopped the library.
std::optional<Problem> layout_trouble(TreeBuilder& builder, const YamlTrouble& trouble);

/// Whether the library's message begins so.
bool said(const YamlTrouble& trouble, std::string_view message);

Problem malformed(TreeBuilder& builder, std::size_t pos, std::size_t width, std::string message,
                  std::string hint);

}  // namespace ensaio
