#include "simulator/report/written_at.hpp"

namespace ensaio {
namespace {

/// Without the indentation, the dash of the list's item and what a line may end with.
std::string_view words_of(std::string_view line) {
  const auto first = line.find_first_not_of(" -");
  if (first == std::string_view::npos) return {};
  const auto last = line.find_last_not_of(" \r");
  return line.substr(first, last - first + 1);
}

}  // namespace

std::string_view SourceLines::line(const std::string& file, std::uint32_t line) {
  const auto [known, is_new] = files_.try_emplace(file);
  File& found = known->second;
  if (is_new && source_) {
    found.text = source_(file).value_or("");
    for (std::size_t at = 0; at < found.text.size();) {
      found.begins.push_back(at);
      const auto end = found.text.find('\n', at);
      at = end == std::string_view::npos ? found.text.size() : end + 1;
    }
  }
  if (line == 0 || line > found.begins.size()) return {};
  const std::string_view rest = found.text.substr(found.begins[line - 1]);
  return rest.substr(0, rest.find('\n'));
}

WrittenAt written_at(const StepName& step, const Scenario& scenario, SourceLines& lines) {
  WrittenAt written{.file = scenario.file,
                    .line = step.place.mark.line,
                    .step = step.position,
                    .intent = step.intent};
  if (step.place.file < scenario.files.size()) written.file = scenario.files[step.place.file];
  written.text = words_of(lines.line(written.file, written.line));
  return written;
}

}  // namespace ensaio
