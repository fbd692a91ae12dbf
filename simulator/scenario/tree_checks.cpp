#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "simulator/scenario/scalar_extent.hpp"
#include "simulator/scenario/source_line.hpp"
#include "simulator/scenario/tree_builder.hpp"

// What the YAML library lets pass and this house does not.

namespace ensaio {
namespace {

constexpr std::size_t kFewKeys = 16;  // Up to so many, comparing each with each is the quickest.

}  // namespace

void TreeBuilder::repeat(std::uint64_t values, std::size_t pos, std::uint32_t width) {
  values_ += values;
  if (values_ <= kMostValues) return;
  lose(problem(
      Code::BadAlias, pos, width,
      fmt::format("with what aliases repeat, the document has more than {} values", kMostValues),
      "repeat less"));
}

bool TreeBuilder::check_extent(const ScalarExtent& extent) {
  if (!extent.closed) {
    lose(unterminated(extent.begin));
    return false;
  }
  if (!extent.joins_item) return true;
  if (const auto bracket = open_bracket()) {
    lose(unclosed(*bracket));
    return false;
  }
  lose(problem(Code::MalformedYaml, extent.joined, 1,
               "this list item stands too far in, so it continues the text above it",
               "move it left, below the other '-'"));
  return false;
}

Problem TreeBuilder::unclosed(std::size_t bracket) {
  const char opening = cursor_.text()[bracket];
  return problem(Code::MalformedYaml, bracket, 1, fmt::format("this '{}' is never closed", opening),
                 fmt::format("close it with '{}'", opening == '[' ? ']' : '}'));
}

Problem TreeBuilder::unterminated(std::size_t pos) {
  const char quote = cursor_.text()[pos];
  Problem made = problem(Code::UnterminatedQuote, pos, 1, "this quote is opened and never closed",
                         fmt::format("close it with {} at the end of the text", quote));
  made.note = "lines that continue a quoted text stand further in than the key or '-' before it";
  return made;
}

void TreeBuilder::refuse_key(Problem why) {
  open_.back().wants_value = true;
  open_.back().drops_value = true;
  tell(std::move(why));
}

/// A list or map is the key. It is told at its end: before an unclosed bracket the parser sends
/// the beginning of a map that is none.
void TreeBuilder::pass_over_key(std::size_t pos, NodeKind kind) {
  OpenCollection& map = open_.back();
  map.wants_value = true;
  map.drops_value = true;
  map.bad_key = pos;
  map.is_template =
      kind == NodeKind::Map && map.flow && cursor_.text().substr(map.pos).starts_with("{{");
  ++passed_over_;
}

void TreeBuilder::tell_bad_key() {
  const OpenCollection& map = open_.back();
  if (map.is_template || !map.wants_value) return;
  tell(problem(Code::MalformedYaml, map.bad_key, 1, "a key must be a word, not a list or a map",
               "if it is a text, put it in quotes"));
}

std::optional<std::size_t> TreeBuilder::open_bracket() const {
  if (open_.empty()) return std::nullopt;
  const OpenCollection& last = open_.back();
  const std::size_t pos = passed_over_ > 0 ? last.bad_key : last.pos;
  if (passed_over_ == 0 && !last.flow) return std::nullopt;
  const char c = pos < cursor_.text().size() ? cursor_.text()[pos] : ' ';
  return c == '[' || c == '{' ? std::optional(pos) : std::nullopt;
}

Problem TreeBuilder::unquoted_template(std::size_t pos, bool in_brackets) {
  constexpr std::size_t kLongest = 200;  // A line in brackets may be long and hold many of them.
  std::string_view shown = cursor_.text().substr(pos, kLongest);
  const std::size_t close = shown.find("}}");
  if (!in_brackets) {
    shown = SourceLine(cursor_.text(), pos).value_at(pos);
  } else {
    shown = shown.substr(0, close == std::string_view::npos ? 2 : close + 2);
  }
  const bool quotes = shown.find_first_of("\"\n") != std::string_view::npos;
  return problem(Code::UnquotedTemplate, pos, characters(shown),
                 "a template without quotes is a map of YAML",
                 quotes ? "put it in quotes" : fmt::format("write \"{}\"", shown));
}

void TreeBuilder::end_template(const OpenCollection& closed) {
  tell(unquoted_template(closed.pos, !open_.empty() && open_.back().flow));
  Tree::Entry made = scalar_entry("{{ }}", false);
  made.stands_in = true;
  made.mark = entry(closed.entry).mark;
  made.next = entry(closed.entry).next;
  made.count = 2;
  entry(closed.entry) = made;
}

void TreeBuilder::check_keys(std::uint32_t map) {
  const std::uint32_t keys = entry(map).count;
  if (keys < 2) return;
  if (keys > kFewKeys) {
    drop_second_keys(map);
    return;
  }
  for (std::uint32_t key = entry(map).child; key != 0; key = entry(key).next) {
    for (std::uint32_t later = entry(key).next; later != 0; later = entry(later).next) {
      if (tree_.text(key) != tree_.text(later)) continue;
      drop_second_keys(map);
      return;
    }
  }
}

void TreeBuilder::drop_second_keys(std::uint32_t map) {
  std::vector<std::uint32_t> keys;
  for (std::uint32_t key = entry(map).child; key != 0; key = entry(key).next) keys.push_back(key);
  const auto by_text = [this](std::uint32_t a, std::uint32_t b) {
    return std::pair(tree_.text(a), a) < std::pair(tree_.text(b), b);
  };
  std::sort(keys.begin(), keys.end(), by_text);
  std::uint32_t first = keys.front();
  std::vector<std::uint32_t> kept{first};
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (tree_.text(keys[i]) == tree_.text(first)) {
      tell_duplicate(keys[i], first);
    } else {
      first = keys[i];
      kept.push_back(first);
    }
  }
  if (kept.size() == keys.size()) return;
  std::sort(kept.begin(), kept.end());
  entry(map).count = static_cast<std::uint32_t>(kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    entry(kept[i]).next = i + 1 < kept.size() ? kept[i + 1] : 0;
  }
}

void TreeBuilder::tell_duplicate(std::uint32_t key, std::uint32_t first) {
  Problem made;
  made.code = Code::DuplicateKey;
  made.file = file_;
  made.mark = entry(key).mark;
  made.width = entry(key).count;
  made.message = fmt::format("the key '{}' is here twice", tree_.text(key));
  made.hint = fmt::format("it already stands in line {}", entry(first).mark.line);
  tell(std::move(made));
}

/// `-wait: 2s` between list items is a key for the parser; no word of the language begins so.
bool TreeBuilder::check_dash(std::string_view key, std::size_t pos) {
  if (open_.back().flow || key.size() < 2 || key[0] != '-') return true;
  const bool letter = (key[1] >= 'a' && key[1] <= 'z') || (key[1] >= 'A' && key[1] <= 'Z');
  if (!letter || pos != SourceLine(cursor_.text(), pos).first()) return true;
  refuse_key(problem(Code::MalformedYaml, pos, 1, "a space is missing behind '-'",
                     fmt::format("write '- {}', or put the key in quotes", key.substr(1))));
  return false;
}

/// Behind a text of several lines, the parser takes a word alone for a key.
void TreeBuilder::check_colon() {
  if (open_.empty() || !map_open() || open_.back().flow || open_.back().key_end == 0) return;
  const std::string_view text = cursor_.text();
  const std::size_t next = text.find_first_not_of(" \t", open_.back().key_end);
  const SourceLine line(text, open_.back().key_end - 1);
  if ((next != std::string_view::npos && text[next] == ':') || line.content().starts_with('?')) {
    return;
  }
  const Tree::Entry& key = entry(open_.back().last);
  Problem made = problem(Code::MalformedYaml, open_.back().key_end - 1, key.count,
                         "a ':' is missing behind this word",
                         fmt::format("write '{}: ...'", tree_.text(open_.back().last)));
  made.mark = key.mark;
  tell(std::move(made));
}

/// Where a line fits nothing above it, the parser begins another document without a word.
void TreeBuilder::check_beginning(std::size_t pos) {
  const SourceLine line(cursor_.text(), pos);
  const SourceLine above = line.before(piece_);
  if (line_at(cursor_.text(), above.begin()).starts_with("...")) return;
  if (!trees_.empty()) trees_.pop_back();
  const std::uint32_t width = characters(line.key_pos() ? line.key() : line.content());
  if (above.begin() == line.begin()) {
    lose(problem(Code::MalformedYaml, pos, width, "a document cannot begin like this",
                 "put the text in quotes"));
  } else {
    lose(problem(Code::MalformedYaml, pos, width, "this does not belong to what stands above it",
                 "check the indentation; '---' begins another document"));
  }
}

/// Whether a tag is one of those that say what a scalar is anyway; if not, that is told.
bool TreeBuilder::check_tag(std::size_t pos, const std::string& tag) {
  constexpr std::string_view kCore = "tag:yaml.org,2002:";
  if (tag.empty() || tag == "?" || tag == "!") return true;
  if (std::string_view(tag).starts_with(kCore)) {
    const std::string_view type = std::string_view(tag).substr(kCore.size());
    for (const char* known : {"str", "int", "float", "bool", "null", "map", "seq"}) {
      if (type == known) return true;
    }
  }
  const std::string_view text = cursor_.text();
  const std::size_t mark = std::min(text.find('!', pos), text.size());
  const std::size_t end = std::min(text.find_first_of(" \t\r\n,]}", mark), text.size());
  const std::string_view shown = text.substr(mark, end - mark);
  tell(problem(Code::AccidentalAnchor, mark, characters(shown),
               fmt::format("'{}' without quotes is a tag of YAML, not a text", shown),
               quoted_line(mark)));
  return false;
}

/// What to write so that all from `pos` to the end of the line is a text. Between brackets more
/// may follow, and the line may be long.
std::string TreeBuilder::quoted_line(std::size_t pos) const {
  if (!open_.empty() && open_.back().flow) return "put the text in quotes";
  return in_quotes(SourceLine(cursor_.text(), pos).value_at(pos));
}

void TreeBuilder::check_indentation(std::size_t pos) {
  if (pos < checked_line_) return;
  const std::string_view text = cursor_.text();
  const std::size_t begin = line_begin(text, pos);
  checked_line_ = line_end(text, pos) + 1;
  const std::size_t tab = text.find_first_not_of(' ', begin);
  if (tab == std::string_view::npos || tab >= pos || text[tab] != '\t') return;
  tell(tab_problem(tab));
}

Problem TreeBuilder::tab_problem(std::size_t tab) {
  const std::string_view text = cursor_.text();
  const std::size_t end = std::min(text.find_first_not_of('\t', tab), text.size());
  return problem(Code::TabIndentation, tab, static_cast<std::uint32_t>(end - tab),
                 "a tab in the indentation", "indent with spaces");
}

void TreeBuilder::check_unused_anchors() {
  for (const Anchor& anchor : anchors_) {
    if (anchor.used) continue;
    const std::string text =
        anchor.in_brackets ? "put it in quotes"
                           : in_quotes(SourceLine(cursor_.text(), anchor.pos).value_at(anchor.pos));
    Problem made = problem(Code::AccidentalAnchor, anchor.pos, characters(anchor.name) + 1,
                           fmt::format("nothing repeats the anchor '&{}'", anchor.name),
                           "if it is text, " + text);
    made.severity = Severity::Warning;
    tell(std::move(made));
  }
}

}  // namespace ensaio
