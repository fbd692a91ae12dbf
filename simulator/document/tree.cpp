#include "simulator/document/tree.hpp"

#include <cassert>

namespace ensaio {

NodeKind Node::kind() const { return tree_->entries_[index_].kind; }

std::string_view Node::text() const { return tree_->text(index_); }

bool Node::quoted() const { return tree_->entries_[index_].quoted; }

bool Node::cut_by_comment() const { return tree_->entries_[index_].cut; }

bool Node::stands_in() const { return tree_->entries_[index_].stands_in; }

Mark Node::mark() const { return tree_->entries_[index_].mark; }

std::uint32_t Node::width() const {
  const Tree::Entry& entry = tree_->entries_[index_];
  return entry.kind == NodeKind::List || entry.kind == NodeKind::Map ? 1 : entry.count;
}

std::size_t Node::size() const {
  const Tree::Entry& entry = tree_->entries_[index_];
  return entry.kind == NodeKind::List || entry.kind == NodeKind::Map ? entry.count : 0;
}

Node::Iterator Node::begin() const {
  const Tree::Entry& entry = tree_->entries_[index_];
  const bool holds = entry.kind == NodeKind::List || entry.kind == NodeKind::Map;
  return {*tree_, holds ? entry.child : 0};
}

Node::Iterator Node::end() const { return {*tree_, 0}; }

Node Node::value() const {
  const Tree::Entry& entry = tree_->entries_[index_];
  assert(entry.kind == NodeKind::Scalar && entry.child != 0 && "value() is for keys of a map");
  return {*tree_, entry.child};
}

std::optional<Node> Node::key(std::string_view key) const {
  if (!is(NodeKind::Map)) return std::nullopt;
  for (const Node candidate : *this) {
    if (candidate.text() == key) return candidate;
  }
  return std::nullopt;
}

std::optional<Node> Node::find(std::string_view key) const {
  const auto found = this->key(key);
  return found ? std::optional(found->value()) : std::nullopt;
}

Node Node::Iterator::operator*() const { return {*tree_, index_}; }

Node::Iterator& Node::Iterator::operator++() {
  index_ = tree_->entries_[index_].next;
  return *this;
}

}  // namespace ensaio
