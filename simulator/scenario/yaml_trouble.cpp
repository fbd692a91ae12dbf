#include "simulator/scenario/yaml_trouble.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "simulator/scenario/source_line.hpp"

namespace ensaio {
namespace {

using Explained = std::optional<Problem>;

/// Looks at one kind of mistake; nothing where it is another.
using Explain = Explained (*)(TreeBuilder&, const YamlTrouble&);

bool said(const YamlTrouble& trouble, const char* message) {
  return std::string_view(trouble.said).starts_with(message);
}

Problem malformed(TreeBuilder& builder, std::size_t pos, std::size_t width, std::string message,
                  std::string hint) {
  return builder.problem(Code::MalformedYaml, pos, static_cast<std::uint32_t>(width),
                         std::move(message), std::move(hint));
}

/// What to write so that `value` is a text.
std::string in_quotes(std::string_view value) {
  if (value.find_first_of("\"\\") == std::string_view::npos) {
    return fmt::format("write \"{}\"", value);
  }
  if (value.find('\'') == std::string_view::npos) return fmt::format("write '{}'", value);
  return "put it in quotes";
}

Explained tab(TreeBuilder& builder, const YamlTrouble& trouble) {
  const SourceLine here(trouble.text, trouble.pos);
  for (const SourceLine& line : {here, here.before(trouble.begin)}) {
    if (const auto pos = line.tab()) return builder.tab_problem(*pos);
  }
  return std::nullopt;
}

/// `url: {{ target }}/hook`: the parser reads a map, then does not know what to do with the rest.
Explained open_template(TreeBuilder& builder, const YamlTrouble& trouble) {
  const SourceLine line(trouble.text, trouble.pos);
  const auto braces = line.begins_value("{{");
  if (!braces || *braces > trouble.pos) return std::nullopt;
  return builder.unquoted_template(*braces, builder.open_bracket().has_value());
}

Explained alias(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::UNKNOWN_ANCHOR) &&
      !said(trouble, YAML::ErrorMsg::CHAR_IN_ALIAS) &&
      !said(trouble, YAML::ErrorMsg::ALIAS_NOT_FOUND) &&
      !said(trouble, YAML::ErrorMsg::ALIAS_CONTENT)) {
    return std::nullopt;
  }
  const SourceLine line(trouble.text, trouble.pos);
  const std::size_t pos = line.last_of("*", trouble.pos);
  const std::string_view value = line.value_at(pos);
  if (value.size() > 1 && value.find_first_of(" *", 1) == std::string_view::npos) {
    return builder.problem(Code::BadAlias, pos, characters(value),
                           fmt::format("no anchor '&{}' stands before this alias", value.substr(1)),
                           "if it is text, " + in_quotes(value));
  }
  return builder.problem(Code::AccidentalAnchor, pos, characters(value),
                         "a '*' at the beginning is an alias of YAML, not text", in_quotes(value));
}

Explained anchor(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::CHAR_IN_ANCHOR) &&
      !said(trouble, YAML::ErrorMsg::ANCHOR_NOT_FOUND) &&
      !said(trouble, YAML::ErrorMsg::MULTIPLE_ANCHORS) &&
      !said(trouble, YAML::ErrorMsg::MULTIPLE_TAGS) &&
      !said(trouble, YAML::ErrorMsg::CHAR_IN_TAG_HANDLE) &&
      !said(trouble, YAML::ErrorMsg::TAG_WITH_NO_SUFFIX) &&
      !said(trouble, YAML::ErrorMsg::END_OF_VERBATIM_TAG)) {
    return std::nullopt;
  }
  const SourceLine line(trouble.text, trouble.pos);
  const std::size_t pos = line.last_of("&!", trouble.pos);
  const std::string_view value = line.value_at(pos);
  return builder.problem(Code::AccidentalAnchor, pos, characters(value),
                         "'&' and '!' at the beginning are anchor and tag of YAML, not text",
                         in_quotes(value));
}

/// `[m1, m2` without its end, or a comma that is missing between the brackets.
Explained open_bracket(TreeBuilder& builder, const YamlTrouble& trouble) {
  const auto pos = builder.open_bracket();
  if (!pos || said(trouble, YAML::ErrorMsg::FLOW_END)) return std::nullopt;
  const char bracket = trouble.text[*pos];
  const char closing = bracket == '[' ? ']' : '}';
  const bool same_line = trouble.pos < std::min(trouble.text.find('\n', *pos), trouble.end);
  if (same_line && !said(trouble, YAML::ErrorMsg::MAP_VALUE)) {
    return malformed(builder, trouble.pos, 1, fmt::format("a ',' or '{}' is missing here", closing),
                     "quote a text that holds a comma, a bracket or ': '");
  }
  return malformed(builder, *pos, 1, fmt::format("this '{}' is never closed", bracket),
                   fmt::format("close it with '{}'", closing));
}

Explained stray_bracket(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::FLOW_END)) return std::nullopt;
  const char bracket = trouble.pos < trouble.end ? trouble.text[trouble.pos] : ']';
  if (builder.open_bracket()) {
    return malformed(
        builder, trouble.pos, 1,
        fmt::format("'{}' where '{}' would close the bracket", bracket, bracket == ']' ? '}' : ']'),
        "close the brackets in turn");
  }
  return malformed(builder, trouble.pos, 1, fmt::format("'{}' closes nothing", bracket),
                   "remove it, or put the text in quotes");
}

Explained odd_beginning(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::UNKNOWN_TOKEN)) return std::nullopt;
  const std::string_view value = SourceLine(trouble.text, trouble.pos).value_at(trouble.pos);
  if (value.empty()) return std::nullopt;
  return malformed(builder, trouble.pos, characters(value),
                   fmt::format("a text without quotes cannot begin with '{}'", value[0]),
                   in_quotes(value));
}

Explained escape(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::INVALID_ESCAPE) &&
      !said(trouble, YAML::ErrorMsg::INVALID_HEX) &&
      !said(trouble, YAML::ErrorMsg::INVALID_UNICODE)) {
    return std::nullopt;
  }
  const SourceLine line(trouble.text, trouble.pos);
  const std::size_t pos = line.last_of("\\", trouble.pos);
  const std::string_view shown = trouble.text.substr(pos, 2);
  return malformed(builder, pos, 2, fmt::format("'{}' means nothing in double quotes", shown),
                   "write \\\\ for a backslash, or use single quotes");
}

Explained block_text(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::CHAR_IN_BLOCK) &&
      !said(trouble, YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK)) {
    return std::nullopt;
  }
  const SourceLine line(trouble.text, trouble.pos);
  return malformed(
      builder, line.last_of("|>", trouble.pos), 1,
      "'|' and '>' begin a text of several lines, and nothing may follow in their line",
      "begin the text in the next line, or put it in quotes");
}

/// `text: "oi" tudo`: more stands behind a quote that closed, or a bracket.
Explained behind_the_end(TreeBuilder& builder, const YamlTrouble& trouble) {
  const SourceLine line(trouble.text, trouble.pos);
  const auto last = line.last_not_blank_before(trouble.pos);
  if (!last || trouble.pos >= line.end()) return std::nullopt;
  const char closing = trouble.text[*last];
  if (std::string_view("\"'").find(closing) != std::string_view::npos) {
    return malformed(builder, trouble.pos, characters(line.value_at(trouble.pos)),
                     "more text behind the closing quote",
                     closing == '"' ? "write \\\" for a quote inside the quotes"
                                    : "write '' for a quote inside the quotes");
  }
  if (std::string_view("]}").find(closing) != std::string_view::npos) {
    return malformed(builder, trouble.pos, characters(line.value_at(trouble.pos)),
                     fmt::format("more text behind the closing '{}'", closing),
                     "put the whole text in quotes");
  }
  return std::nullopt;
}

/// `text: hora: 9`: the second ': ' of a line.
Explained colon_in_text(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::MAP_VALUE)) return std::nullopt;
  const SourceLine line(trouble.text, trouble.pos);
  const auto value = line.value_behind_key();
  if (!value || *value >= trouble.pos) return std::nullopt;
  const std::string_view shown = line.value_at(*value);
  return malformed(builder, *value, characters(shown), "a text with ': ' in it needs quotes",
                   in_quotes(shown));
}

/// `-wait: 2s`, `scenario:ticks` or a word alone, where a key with its value was meant.
Problem missing_blank(TreeBuilder& builder, const SourceLine& line) {
  const std::string_view content = line.content();
  const std::size_t colon = content.find(':');
  if (content.size() > 1 && content[0] == '-' && content[1] != ' ') {
    return malformed(builder, line.first(), 1, "a space is missing behind '-'",
                     fmt::format("write '- {}'", content.substr(1)));
  }
  if (colon != std::string_view::npos) {
    return malformed(
        builder, line.first() + colon, 1, "a space is missing behind ':'",
        fmt::format("write '{}: {}'", content.substr(0, colon), content.substr(colon + 1)));
  }
  return malformed(builder, line.first(), characters(content), "a ':' is missing behind this word",
                   fmt::format("write '{}: ...'", content));
}

/// A key that stands deeper than the key above, which has its value already.
Explained too_far_in(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::MAP_VALUE)) return std::nullopt;
  const SourceLine line(trouble.text, trouble.pos);
  const SourceLine above = line.before(trouble.begin);
  if (above.begin() == line.begin() || above.blank()) return std::nullopt;
  if (!above.key_pos()) return missing_blank(builder, above);
  return malformed(builder, line.first(), characters(line.key()),
                   fmt::format("'{}' stands too far in: '{}' above has its value already",
                               line.key(), above.key()),
                   fmt::format("begin it in column {}", above.column(*above.key_pos())));
}

Explained list_in_key_line(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (!said(trouble, YAML::ErrorMsg::BLOCK_ENTRY)) return std::nullopt;
  return malformed(builder, trouble.pos, 1, "a '- ' list cannot begin in the line of its key",
                   "begin it in the next line, or write [a, b]");
}

/// The line above whose key (or '-', where `line` begins with one) stands nearest to `line`'s.
std::optional<std::size_t> neighbour(const SourceLine& line, std::size_t limit) {
  const auto begins = [](const SourceLine& of, bool item) {
    if (!item) return of.key_pos();
    return of.content().starts_with('-') ? std::optional(of.first()) : std::nullopt;
  };
  const bool item = line.content().starts_with("- ");
  const std::int64_t ours = line.column(line.first());
  std::optional<std::size_t> nearest;
  std::int64_t least = 0;
  constexpr int kFarthest = 50;  // Lines: a person looks no further up either.
  SourceLine above = line.before(limit);
  for (int i = 0; i < kFarthest && above.begin() != line.begin(); ++i) {
    const auto pos = begins(above, item);
    const std::int64_t away = pos ? std::abs(ours - above.column(*pos)) : 0;
    if (pos && (!nearest || away < least)) {
      nearest = pos;
      least = away;
    }
    const SourceLine next = above.before(limit);
    if (next.begin() == above.begin()) break;
    above = next;
  }
  return nearest;
}

/// A line that stands in a column where nothing was begun.
Explained odd_column(TreeBuilder& builder, const YamlTrouble& trouble) {
  const bool map = said(trouble, YAML::ErrorMsg::END_OF_MAP);
  if (!map && !said(trouble, YAML::ErrorMsg::END_OF_SEQ)) return std::nullopt;
  const SourceLine line(trouble.text, trouble.pos);
  const auto& open = builder.open();
  if (trouble.pos != line.first() || open.empty() || line.blank()) return std::nullopt;
  if (static_cast<std::int64_t>(trouble.pos - line.begin()) == open.back().indent) {
    return malformed(builder, trouble.pos, 1,
                     map ? "a '- ' where a key is expected" : "a key where a '- ' is expected",
                     map ? "a list stands below a key of its own" : "begin the line with '- '");
  }
  const auto pos = neighbour(line, trouble.begin);
  std::string hint = "check the indentation";
  if (pos) {
    const SourceLine above(trouble.text, *pos);
    const bool dash = trouble.text[*pos] == '-';
    hint = fmt::format("begin it in column {}, like {} in line {}", above.column(*pos),
                       dash ? "the '-'" : fmt::format("'{}'", above.key()),
                       builder.problem({}, *pos, 1, "", "").mark.line);
  }
  return malformed(builder, trouble.pos, characters(line.key_pos() ? line.key() : line.content()),
                   "nothing above begins in this column", std::move(hint));
}

Explained directive(TreeBuilder& builder, const YamlTrouble& trouble) {
  const SourceLine line(trouble.text, trouble.pos);
  if (trouble.pos >= trouble.end || trouble.text[line.begin()] != '%') return std::nullopt;
  return malformed(builder, line.begin(), characters(line.content()),
                   "a directive of YAML that is not understood", "remove the line");
}

// In this order: what is surest first.
constexpr std::array<Explain, 15> kExplanations{
    tab,           alias,         anchor,       escape,        block_text,     directive,
    open_template, stray_bracket, open_bracket, odd_beginning, behind_the_end, list_in_key_line,
    colon_in_text, too_far_in,    odd_column,
};

}  // namespace

Problem yaml_trouble(TreeBuilder& builder, const YamlTrouble& trouble) {
  for (const Explain explain : kExplanations) {
    if (auto problem = explain(builder, trouble)) return *std::move(problem);
  }
  return malformed(
      builder, trouble.pos, 1, "this line does not fit what stands above it",
      fmt::format("check the indentation and the quotes (the parser says: {})", trouble.said));
}

}  // namespace ensaio
