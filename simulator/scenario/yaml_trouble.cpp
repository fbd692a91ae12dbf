#include "simulator/scenario/yaml_trouble.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <optional>

#include "simulator/scenario/source_line.hpp"
#include "simulator/scenario/yaml_layout.hpp"

namespace ensaio {
namespace {

using Explained = std::optional<Problem>;

/// Looks at one kind of mistake; nothing where it is another.
using Explain = Explained (*)(TreeBuilder&, const YamlTrouble&);

Explained tab(TreeBuilder& builder, const YamlTrouble& trouble) {
  const SourceLine here(trouble.text, trouble.pos);
  for (const SourceLine& line : {here, here.before(trouble.begin)}) {
    if (const auto pos = line.tab()) return builder.tab_problem(*pos);
  }
  return std::nullopt;
}

Explained quote(TreeBuilder& builder, const YamlTrouble& trouble) {
  // A line "..." ends the document, and the text with it.
  if (!said(trouble, YAML::ErrorMsg::DOC_IN_SCALAR)) return std::nullopt;
  const std::size_t from = std::max(trouble.begin, builder.behind_last());
  const auto pos = open_quote(trouble.text, from, trouble.end);
  return pos ? std::optional(builder.unterminated(*pos)) : std::nullopt;
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

/// Where the word begins that ends at `pos`.
std::size_t word_begin(const YamlTrouble& trouble, std::size_t pos) {
  const std::size_t before = trouble.text.find_last_of(" \t\n,[{", pos == 0 ? 0 : pos - 1);
  return before == std::string_view::npos || before < trouble.begin ? trouble.begin : before + 1;
}

/// `[m1, m2` without its end, or a comma that is missing between the brackets.
Explained open_bracket(TreeBuilder& builder, const YamlTrouble& trouble) {
  const auto pos = builder.open_bracket();
  if (!pos || said(trouble, YAML::ErrorMsg::FLOW_END)) return std::nullopt;
  const bool same_line = trouble.pos < std::min(trouble.text.find('\n', *pos), trouble.end);
  if (!same_line) return builder.unclosed(*pos);
  const bool colon = trouble.text[trouble.pos] == ':';
  const std::size_t begin = colon ? word_begin(trouble, trouble.pos) : trouble.pos;
  const std::string_view word = trouble.text.substr(begin, trouble.pos - begin);
  return malformed(
      builder, begin, characters(word),
      fmt::format("a ',' or '{}' is missing before this", trouble.text[*pos] == '[' ? ']' : '}'),
      "put it there, or the text in quotes");
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
  const bool comma = trouble.text.substr(trouble.pos, 1) == ",";
  if (!comma && !said(trouble, YAML::ErrorMsg::UNKNOWN_TOKEN) &&
      !said(trouble, YAML::ErrorMsg::MAP_KEY)) {
    return std::nullopt;
  }
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
  const auto value = line.value_behind_key();
  if (std::string_view("]}").find(closing) != std::string_view::npos && value &&
      *value < trouble.pos) {
    return malformed(builder, *value, characters(line.value_at(*value)),
                     "a text that begins with a bracket needs quotes",
                     in_quotes(line.value_at(*value)));
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

Explained directive(TreeBuilder& builder, const YamlTrouble& trouble) {
  const SourceLine line(trouble.text, trouble.pos);
  if (trouble.pos >= trouble.end || trouble.text[line.begin()] != '%') return std::nullopt;
  return malformed(builder, line.begin(), characters(line.content()),
                   "a directive of YAML that is not understood", "remove the line");
}

// In this order: what is surest first.
constexpr std::array<Explain, 14> kExplanations{
    quote,         tab,
    alias,         anchor,
    escape,        block_text,
    directive,     open_template,
    stray_bracket, open_bracket,
    odd_beginning, behind_the_end,
    colon_in_text, layout_trouble,
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
