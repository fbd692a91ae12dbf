#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/document/problem.hpp"

namespace ensaio {

/// Knows the text of a file by its name; nothing where it cannot be had.
using SourceText = std::function<std::optional<std::string_view>(const std::string& file)>;

/// Problems as a person reads them: code, place, the line, carets, hint, note; at most 20, then
/// "and 7 more". Lines are escaped to valid UTF-8 and cut to 120 columns around the caret.
void print_problems(const Problems& problems, const SourceText& source, std::ostream& out);

/// `[{"code", "severity", "file", "line", "column", "message", "hint"}]`, all of them.
void print_problems_json(const Problems& problems, std::ostream& out);

/// GitHub's workflow commands: `::error file=...,line=...,col=...,title=S012::...`.
void print_problems_github(const Problems& problems, std::ostream& out);

}  // namespace ensaio
