#include "simulator/scenario/yaml_trouble.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

namespace ensaio {

Problem yaml_trouble(TreeBuilder& builder, std::string_view text, std::size_t pos,
                     const std::string& library_message) {
  (void)text;
  return builder.problem(Code::MalformedYaml, pos, 1, "this is not YAML",
                         fmt::format("the parser says: {}", library_message));
}

}  // namespace ensaio
