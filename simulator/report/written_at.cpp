#include "simulator/report/written_at.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace ensaio {
namespace {

std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (std::uint32_t i = 1; i < line; ++i) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

/// Without the indentation, the dash of the list's item and what a line may end with.
std::string_view words_of(std::string_view line) {
  const auto first = line.find_first_not_of(" -");
  if (first == std::string_view::npos) return {};
  const auto last = line.find_last_not_of(" \r");
  return line.substr(first, last - first + 1);
}

}  // namespace

WrittenAt written_at(const StepName& step, const Scenario& scenario, const SourceText& source) {
  WrittenAt written{.file = scenario.file,
                    .line = step.place.mark.line,
                    .step = step.position,
                    .intent = step.intent};
  if (step.place.file < scenario.files.size()) written.file = scenario.files[step.place.file];
  if (!source) return written;
  if (const auto text = source(written.file)) {
    written.text = words_of(line_of(*text, step.place.mark.line));
  }
  return written;
}

}  // namespace ensaio
