#include <fmt/format.h>

#include <algorithm>

#include "simulator/document/tree_builder.hpp"

// How the tree grows: collections begin and end, entries find their places.

namespace ensaio {

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
  if (lost_ || open_.empty()) return;
  if (passed_over_ == 0) {
    close_collection();
  } else if (--passed_over_ == 0 && open_.back().drops_value) {
    tell_bad_key();
  }
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

/// Whether a word that means nothing stands here, and not merely nothing.
bool TreeBuilder::null_word(std::size_t pos) const {
  const std::string_view text = cursor_.text().substr(pos, 5);
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    return rest.empty() || std::string_view(" \t\r\n,]}:#").find(rest[0]) != std::string_view::npos;
  }
  return false;
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
  parent.key_end = 0;
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
  const bool word = null_word(pos);
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
