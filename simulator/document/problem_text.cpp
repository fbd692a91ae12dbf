#include "simulator/document/problem_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <vector>

#include "simulator/base/json_text.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/document/shown_line.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kMostShown = 20;
constexpr std::size_t kColumns = 120;      // Of a line of the file.
constexpr std::size_t kMostColumns = 400;  // Of a message, which may quote what somebody wrote.

std::string_view severity_text(Severity severity) {
  return severity == Severity::Error ? "error" : "warning";
}

std::string shown(std::string_view text) { return shown_text(text, kMostColumns); }

/// Line number `line` of `text`, without its end; nothing where the text has fewer.
std::optional<std::string_view> line_of(std::string_view text, std::uint32_t line) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // Columns do not count it.
  for (; line > 1; --line) {
    const std::size_t feed = text.find('\n');
    if (feed == std::string_view::npos) return std::nullopt;
    text.remove_prefix(feed + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// The line that a problem is in, where there is anything to show of it.
std::optional<std::string_view> line_of(const Problem& problem, const SourceText& source) {
  const auto text = source(problem.file);
  if (!text) return std::nullopt;
  const auto line = line_of(*text, problem.mark.line);
  return line && !line->empty() ? line : std::nullopt;
}

void print_problem(const Problem& problem, const SourceText& source, std::ostream& out) {
  const std::string number = std::to_string(problem.mark.line);
  const std::string gutter(number.size(), ' ');
  out << fmt::format("{}[{}]: {}\n{}--> {}:{}:{}\n", severity_text(problem.severity),
                     code_text(problem.code), shown(problem.message), gutter, shown(problem.file),
                     number, problem.mark.column);
  const auto line = line_of(problem, source);
  if (line) {
    const ShownLine part = shown_line(*line, problem.mark.column, problem.width, kColumns);
    out << fmt::format("{} |\n{} | {}\n{} | {}{}", gutter, number, part.text, gutter,
                       std::string(part.caret, ' '), std::string(part.carets, '^'));
    if (!problem.hint.empty()) out << ' ' << shown(problem.hint);
    out << '\n';
  } else if (!problem.hint.empty()) {
    out << fmt::format("{} = {}\n", gutter, shown(problem.hint));
  }
  if (!problem.note.empty()) out << fmt::format("{} = {}\n", gutter, shown(problem.note));
  out << '\n';
}

/// All in order, or where they are too many, the errors before the warnings.
std::vector<const Problem*> worth_showing(const Problems& problems) {
  std::vector<const Problem*> worth;
  for (const Problem& problem : problems) worth.push_back(&problem);
  if (worth.size() <= kMostShown) return worth;
  std::stable_sort(worth.begin(), worth.end(),
                   [](const Problem* a, const Problem* b) { return a->severity < b->severity; });
  worth.resize(kMostShown);
  return worth;
}

/// Hint and note in one, for the formats that have one place for both.
std::string advice(const Problem& problem) {
  const bool both = !problem.hint.empty() && !problem.note.empty();
  return shown(problem.hint) + (both ? "; " : "") + shown(problem.note);
}

/// What GitHub's runner reads `text` back from (actions/toolkit, command.ts: escapeData and
/// escapeProperty). The text is one line already.
std::string github_text(std::string_view text, std::string_view special) {
  std::string escaped;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      escaped += c;
    } else {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return escaped;
}

}  // namespace

void print_problems(const Problems& problems, const SourceText& source, std::ostream& out) {
  const std::vector<const Problem*> worth = worth_showing(problems);
  for (const Problem* problem : worth) print_problem(*problem, source, out);
  if (worth.size() < problems.size()) {
    out << fmt::format("and {} more\n\n", problems.size() - worth.size());
  }
}

void print_problems_json(const Problems& problems, std::ostream& out) {
  out << '[';
  const char* before = "\n  ";
  for (const Problem& problem : problems) {
    out << before
        << fmt::format(R"({{"code": {}, "severity": {}, "file": {}, "line": {}, "column": {}, )"
                       R"("message": {}, "hint": {}}})",
                       json_string(code_text(problem.code)),
                       json_string(severity_text(problem.severity)), json_string(problem.file),
                       problem.mark.line, problem.mark.column, json_string(shown(problem.message)),
                       json_string(advice(problem)));
    before = ",\n  ";
  }
  out << (problems.empty() ? "]\n" : "\n]\n");
}

void print_problems_github(const Problems& problems, std::ostream& out) {
  constexpr std::string_view kData = "%\r\n";
  constexpr std::string_view kProperty = "%\r\n:,";
  for (const Problem& problem : problems) {
    const std::string more = advice(problem);
    out << fmt::format(
        "::{} file={},line={},col={},title={}::{}\n", severity_text(problem.severity),
        github_text(problem.file, kProperty), problem.mark.line, problem.mark.column,
        code_text(problem.code),
        github_text(shown(problem.message) + (more.empty() ? "" : ": " + more), kData));
  }
}

}  // namespace ensaio
