#include "simulator/scenario/yaml_layout.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <cstdlib>
#include <utility>

#include "simulator/scenario/source_line.hpp"

namespace ensaio {
namespace {

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
std::optional<Problem> too_far_in(TreeBuilder& builder, const YamlTrouble& trouble) {
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

std::optional<Problem> list_in_key_line(TreeBuilder& builder, const YamlTrouble& trouble) {
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
std::optional<Problem> odd_column(TreeBuilder& builder, const YamlTrouble& trouble) {
  const bool map = said(trouble, YAML::ErrorMsg::END_OF_MAP);
  if (!map && !said(trouble, YAML::ErrorMsg::END_OF_SEQ)) return std::nullopt;
  const SourceLine line(trouble.text, trouble.pos);
  const auto& open = builder.open();
  if (trouble.pos != line.first() || open.empty() || line.blank()) return std::nullopt;
  const std::string_view content = line.content();
  const bool item = content.starts_with("- ");
  if (content[0] == '-' && !item && content.size() > 1) return missing_blank(builder, line);
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
  const std::string_view shown = line.key_pos() ? line.key() : content;
  return malformed(builder, trouble.pos, item ? 1 : characters(shown),
                   "nothing above begins in this column", std::move(hint));
}

}  // namespace

bool said(const YamlTrouble& trouble, std::string_view message) {
  return std::string_view(trouble.said).starts_with(message);
}

Problem malformed(TreeBuilder& builder, std::size_t pos, std::size_t width, std::string message,
                  std::string hint) {
  return builder.problem(Code::MalformedYaml, pos, static_cast<std::uint32_t>(width),
                         std::move(message), std::move(hint));
}

std::optional<Problem> layout_trouble(TreeBuilder& builder, const YamlTrouble& trouble) {
  if (auto problem = list_in_key_line(builder, trouble)) return problem;
  if (auto problem = too_far_in(builder, trouble)) return problem;
  return odd_column(builder, trouble);
}

}  // namespace ensaio
