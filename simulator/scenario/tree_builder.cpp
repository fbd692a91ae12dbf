#include "simulator/scenario/tree_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ensaio {
namespace {

constexpr std::size_t kMostProblems = 1000;  // Of a file: nobody reads more.
constexpr std::size_t kDeepest = 64;

/// Whether a word that means nothing stands here, and not merely nothing.
bool null_word(std::string_view text) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    return rest.empty() || std::string_view(" \t\r\n,]}:#").find(rest[0]) != std::string_view::npos;
  }
  return false;
}

}  // namespace

Problem TreeBuilder::problem(Code code, std::size_t pos, std::uint32_t width, std::string message,
                             std::string hint) {
  Problem made;
  made.code = code;
  made.file = file_;
  made.mark = cursor_.mark(pos);
  made.width = std::max<std::uint32_t>(width, 1);
  made.message = std::move(message);
  made.hint = std::move(hint);
  return made;
}

void TreeBuilder::tell(Problem problem) {
  if (problems_.size() >= kMostProblems) return;
  const bool again = !problems_.empty() && problems_.back().code == problem.code &&
                     problems_.back().mark.line == problem.mark.line &&
                     problems_.back().mark.column == problem.mark.column;
  if (!again) problems_.push_back(std::move(problem));
}

void TreeBuilder::lose(Problem problem) {
  tell(std::move(problem));
  lost_ = true;
}

std::size_t TreeBuilder::at(const YAML::Mark& mark) const {
  const std::size_t pos = piece_ + static_cast<std::size_t>(std::max(mark.pos, 0));
  return std::min(pos, cursor_.text().size());
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  ++events_;
  tree_ = {};
  open_.clear();
  anchors_.clear();
  values_ = 0;
  passed_over_ = 0;
  lost_ = full_;
  if (std::exchange(in_piece_, true)) check_beginning(at(mark));
  if (full_ || trees_.size() < kMostDocuments) return;
  full_ = true;
  lose(problem(Code::TooLarge, at(mark), 1,
               fmt::format("more than {} documents in a file", kMostDocuments), "split it"));
}

void TreeBuilder::OnDocumentEnd() {
  ++events_;
  if (lost_ || tree_.entries_.empty()) return;
  check_unused_anchors();
  if (entry(0).kind == NodeKind::Null) return;  // Between two `---` there may be nothing.
  trees_.push_back(std::exchange(tree_, {}));
}

void TreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& name) {
  Anchor anchor;
  anchor.name = name;
  anchor.pos = at(mark);
  anchors_.push_back(std::move(anchor));
}

bool TreeBuilder::passes_over() {
  ++events_;
  if (lost_ || passed_over_ > 0) return true;
  if (open_.empty() || !open_.back().drops_value || !open_.back().wants_value) return false;
  open_.back().drops_value = false;
  open_.back().wants_value = false;
  return true;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (passes_over()) return;
  const std::size_t pos = at(mark);
  if (anchor != 0 && anchor <= anchors_.size()) {
    Anchor& empty = anchors_[anchor - 1];
    empty.used = true;
    const auto width = characters(empty.name) + 1;
    tell(problem(Code::AccidentalAnchor, pos, width,
                 fmt::format("'&{}' without quotes is an anchor of YAML, not a text", empty.name),
                 fmt::format("write \"&{}\"", empty.name)));
    Tree::Entry text = scalar_entry("&" + empty.name, true);
    text.mark = cursor_.mark(pos);
    text.count = width;
    add(text);
    return;
  }
  if (!is_key()) {
    add(missing_value(pos));
  } else if (null_word(cursor_.text().substr(pos))) {
    const std::string_view word = cursor_.text().substr(pos, cursor_.text()[pos] == '~' ? 1 : 4);
    Tree::Entry key = scalar_entry(word, false);
    key.mark = cursor_.mark(pos);
    key.count = characters(word);
    add(key);
  } else {
    refuse_key(problem(Code::MalformedYaml, pos, 1, "a key is missing here",
                       "write a word before the ':'"));
  }
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  if (passes_over()) return;
  const std::size_t pos = at(mark);
  check_indentation(pos);
  const ScalarExtent extent = scalar_extent(cursor_.text(), pos, value, indent());
  if (!check_extent(extent)) return;
  check_tag(pos, tag);
  const bool quoted = extent.style != ScalarStyle::Plain || tag == "tag:yaml.org,2002:str";
  if (is_key() && !quoted && value == "<<") {
    refuse_key(problem(Code::MergeKey, extent.begin, 2, "'<<' (merge) is not part of YAML 1.2",
                       "write the keys out, or repeat a whole value with an alias"));
    return;
  }
  Tree::Entry made = scalar_entry(value, quoted);
  made.mark = cursor_.mark(extent.begin);
  made.count = std::max<std::uint32_t>(
      characters(cursor_.text().substr(extent.begin, extent.end - extent.begin)), 1);
  made.cut = extent.cut_by_comment;
  const std::uint64_t before = values_;
  const std::uint32_t index = add(made);
  if (anchor == 0 || anchor > anchors_.size()) return;
  anchors_[anchor - 1].entry = index;
  anchors_[anchor - 1].size = values_ - before;
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (passes_over() || anchor == 0 || anchor > anchors_.size()) return;
  const std::size_t pos = at(mark);
  Anchor& target = anchors_[anchor - 1];
  target.used = true;
  const std::uint32_t width = characters(target.name) + 1;
  Tree::Entry made = missing_value(pos);
  if (target.open) {
    tell(problem(Code::BadAlias, pos, width,
                 fmt::format("'*{}' stands inside what it repeats, so it never ends", target.name),
                 "move '&" + target.name + "' to something that does not hold it"));
  } else if (open_.size() + target.height > kDeepest) {
    lose(problem(Code::TooDeep, pos, width,
                 fmt::format("with '*{}' repeated here, values nest more than {} deep", target.name,
                             kDeepest),
                 ""));
    return;
  } else if (target.entry != 0) {
    made = entry(target.entry);
    made.next = 0;
    made.mark = cursor_.mark(pos);
    if (made.kind == NodeKind::Scalar || made.kind == NodeKind::Null) made.count = width;
    if (made.kind == NodeKind::Scalar) made.child = 0;  // What stood there may have been a key.
    repeat(target.size - 1, pos, width);
    if (lost_) return;
  }
  if (is_key() && made.kind != NodeKind::Scalar) {
    refuse_key(
        problem(Code::MalformedYaml, pos, width, "a key must be a word, not a list or a map", ""));
    return;
  }
  if (!open_.empty()) open_.back().height = std::max(open_.back().height, target.height + 1);
  add(made);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  begin_collection(NodeKind::List, at(mark), tag, anchor, style != YAML::EmitterStyle::Block);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  begin_collection(NodeKind::Map, at(mark), tag, anchor, style != YAML::EmitterStyle::Block);
}

void TreeBuilder::OnSequenceEnd() { end_collection(); }

void TreeBuilder::OnMapEnd() { end_collection(); }

void TreeBuilder::begin_collection(NodeKind kind, std::size_t pos, const std::string& tag,
                                   std::size_t anchor, bool flow) {
  if (passes_over()) {
    ++passed_over_;
    return;
  }
  check_indentation(pos);
  if (is_key()) {
    pass_over_key(pos, kind);
    return;
  }
  if (open_.size() >= kDeepest) {
    lose(
        problem(Code::TooDeep, pos, 1, fmt::format("values nest more than {} deep", kDeepest), ""));
    return;
  }
  check_tag(pos, tag);
  const std::size_t begin = behind_properties(cursor_.text(), pos);
  Tree::Entry made;
  made.kind = kind;
  made.mark = cursor_.mark(begin);
  OpenCollection opened;
  opened.flow = flow;
  opened.pos = begin;
  opened.indent =
      flow ? indent() : static_cast<std::int64_t>(begin - line_begin(cursor_.text(), begin));
  opened.anchor = anchor <= anchors_.size() ? anchor : 0;
  if (opened.anchor != 0) {
    anchors_[anchor - 1].open = true;
    anchors_[anchor - 1].size = values_;
  }
  opened.entry = add(made);
  open_.push_back(opened);
}

void TreeBuilder::end_collection() {
  ++events_;
  if (passed_over_ > 0)
    --passed_over_;
  else if (!lost_ && !open_.empty())
    close_collection();
}

void TreeBuilder::close_collection() {
  const OpenCollection closed = open_.back();
  open_.pop_back();
  if (closed.anchor != 0) {
    Anchor& anchor = anchors_[closed.anchor - 1];
    anchor.open = false;
    anchor.entry = closed.entry;
    anchor.size = values_ - anchor.size;
    anchor.height = closed.height;
  }
  if (!open_.empty()) open_.back().height = std::max(open_.back().height, closed.height + 1);
  if (closed.is_template) {
    end_template(closed);
  } else if (entry(closed.entry).kind == NodeKind::Map) {
    check_keys(closed.entry);
  }
}

std::uint32_t TreeBuilder::add(const Tree::Entry& made) {
  const auto index = static_cast<std::uint32_t>(tree_.entries_.size());
  tree_.entries_.push_back(made);
  if (++values_ > kMostValues && !lost_) {
    lose(problem(Code::TooLarge, 0, 1,
                 fmt::format("more than {} values in a document", kMostValues), "split it"));
  }
  if (open_.empty()) return index;
  OpenCollection& parent = open_.back();
  if (map_open() && parent.wants_value) {
    entry(parent.last).child = index;
    parent.wants_value = false;
    return index;
  }
  (parent.last == 0 ? entry(parent.entry).child : entry(parent.last).next) = index;
  parent.last = index;
  ++entry(parent.entry).count;
  parent.wants_value = map_open();
  return index;
}

Tree::Entry TreeBuilder::scalar_entry(std::string_view text, bool quoted) {
  Tree::Entry made;
  made.kind = NodeKind::Scalar;
  made.text = static_cast<std::uint32_t>(tree_.texts_.size());
  made.length = static_cast<std::uint32_t>(text.size());
  made.quoted = quoted;
  tree_.texts_.append(text);
  return made;
}

Tree::Entry TreeBuilder::missing_value(std::size_t pos) {
  Tree::Entry made;
  made.mark = cursor_.mark(pos);
  made.count = 1;
  const bool word = null_word(cursor_.text().substr(pos));
  if (open_.empty()) return made;
  if (!map_open()) {
    if (!word && !open_.back().flow) made.mark = cursor_.mark(dash_before(pos));
    return made;
  }
  if (!open_.back().wants_value) return made;
  // The word may also be the next key, when nothing stands at this one.
  const Tree::Entry& key = entry(open_.back().last);
  if (word && made.mark.column > key.mark.column) return made;
  made.mark = key.mark;
  made.count = key.count;
  return made;
}

/// The "-" of a list's item that is empty: `pos` is where the next thing stands.
std::size_t TreeBuilder::dash_before(std::size_t pos) const {
  const std::string_view text = cursor_.text();
  const auto column = static_cast<std::size_t>(open_.back().indent);
  std::size_t end = std::min(pos, text.size());
  for (int lines = 0; lines < 100 && end > open_.back().pos; ++lines) {
    const std::size_t begin = line_begin(text, end);
    const std::size_t dash = begin + column;
    const bool first =
        dash < end && text[dash] == '-' &&
        text.substr(begin, column).find_first_not_of(" -?") == std::string_view::npos;
    if (first && dash < pos) return dash;
    if (begin == 0) break;
    end = begin - 1;
  }
  return pos;
}

}  // namespace ensaio
