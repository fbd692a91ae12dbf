#include "cli/rules_option.hpp"

#include <string_view>
#include <utility>

#include "cli/complaint.hpp"
#include "cli/inputs.hpp"
#include "mock_api/read_rules.hpp"
#include "simulator/document/problem_text.hpp"

namespace ensaio {

std::optional<Rules> rules_of_option(const std::string& path, Streams& io) {
  const auto text = read_text(path);
  if (!text) {
    complain(io.err, {.message = "--rules " + path + ": " + text.error().message,
                      .hint = text.error().hint});
    return std::nullopt;
  }
  auto rules = read_rule_file(*text, path, read_text);
  if (rules) return *std::move(rules);
  const SourceText source = [&text](const std::string&) {
    return std::optional(std::string_view(*text));
  };
  print_problems(rules.error(), source, io.err);
  return std::nullopt;
}

}  // namespace ensaio
