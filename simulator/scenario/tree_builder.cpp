#include "simulator/scenario/tree_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ensaio {
namespace {

constexpr std::size_t kMostProblems = 1000;  // Of a file: nobody reads more.

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
  const std::size_t told = problems_.size() - before_;
  if (told >= kMostProblems) return;
  const bool again = told > 0 && problems_.back().code == problem.code &&
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
  anchor.in_brackets = !open_.empty() && open_.back().flow;
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
    check_colon();
    add(missing_value(pos));
  } else if (null_word(pos)) {
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
  behind_last_ = extent.end;
  if (!check_extent(extent)) return;
  const bool text_tag = check_tag(pos, tag);
  const bool quoted = extent.style != ScalarStyle::Plain || tag == "tag:yaml.org,2002:str";
  if (is_key() && !quoted && value == "<<") {
    refuse_key(problem(Code::MergeKey, extent.begin, 2, "'<<' (merge) is not part of YAML 1.2",
                       "write the keys out, or repeat a whole value with an alias"));
    return;
  }
  if (is_key() && !quoted && !check_dash(value, extent.begin)) return;
  Tree::Entry made = scalar_entry(value, quoted);
  made.mark = cursor_.mark(extent.begin);
  made.count = std::max<std::uint32_t>(
      characters(cursor_.text().substr(extent.begin, extent.end - extent.begin)), 1);
  made.cut = extent.cut_by_comment;
  made.stands_in = !text_tag && value.empty();
  const bool key = is_key();
  const std::uint64_t before = values_;
  const std::uint32_t index = add(made);
  if (key) open_.back().key_end = extent.end;
  if (anchor == 0 || anchor > anchors_.size()) return;
  anchors_[anchor - 1].entry = index;
  anchors_[anchor - 1].size = values_ - before;
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (anchor != 0 && anchor <= anchors_.size()) anchors_[anchor - 1].used = true;
  if (anchor == 0 || anchor > anchors_.size()) return;
  Anchor& target = anchors_[anchor - 1];
  target.used = true;
  if (passes_over()) return;
  const std::size_t pos = at(mark);
  const std::uint32_t width = characters(target.name) + 1;
  Tree::Entry made = missing_value(pos);
  if (target.open) {
    tell(problem(Code::BadAlias, pos, width,
                 fmt::format("'*{}' stands inside what it repeats, so it never ends", target.name),
                 "move '&" + target.name + "' to something that does not hold it"));
    made.stands_in = true;
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

}  // namespace ensaio
