#include "mock_api/read_rules.hpp"

#include <utility>

#include "mock_api/rule_scripts.hpp"

namespace ensaio {

Result<Rules, Problems> read_rule_file(std::string_view text, const std::string& file,
                                       const ReadFile& read) {
  LoadedRules loaded = load_rules(text, file, read);
  if (has_errors(loaded.problems)) return std::move(loaded.problems);
  Problems more = rule_problems(loaded.rules);
  if (has_errors(more)) return more;
  return std::move(loaded.rules);
}

}  // namespace ensaio
