#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/document/problem.hpp"

namespace ensaio {

enum class NodeKind : std::uint8_t { Null, Scalar, List, Map };

inline constexpr auto kNodeKinds = enum_table<NodeKind>({
    {NodeKind::Null, "nothing"},
    {NodeKind::Scalar, "a single value"},
    {NodeKind::List, "a list"},
    {NodeKind::Map, "a map"},
});

class Tree;

/// A value in a YAML document: a light handle, good as long as its Tree lives.
class Node {
 public:
  NodeKind kind() const;
  bool is(NodeKind kind) const { return this->kind() == kind; }

  /// A scalar's characters; empty for anything else.
  std::string_view text() const;
  /// Written in quotes, or as a block: text, whatever it looks like.
  bool quoted() const;
  /// Without quotes, and YAML took what follows in its line (`#12` of `pedido #12`) for a comment.
  /// Not where a space follows the #, as in comments that are meant.
  bool cut_by_comment() const;
  /// Left in place of something that read_yaml() has refused: whoever looks at it says nothing.
  bool stands_in() const;
  /// Where it was written; a missing value's place is its key's.
  Mark mark() const;
  /// How many characters a caret should underline: a scalar's as written, a missing value's key's,
  /// 1 for the others.
  std::uint32_t width() const;

  /// A list's items or a map's values; 0 for the others.
  std::size_t size() const;
  /// A list's items or a map's keys, in order; a map's values through Node::value().
  class Iterator;
  Iterator begin() const;
  Iterator end() const;

  /// Of a key met while iterating over a map: what stands at it.
  Node value() const;

  /// A map's own `key`, as written there; nothing where this is no map or has no such key.
  std::optional<Node> key(std::string_view key) const;
  /// A map's value at `key`; nothing where this is no map or has no such key.
  std::optional<Node> find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key).has_value(); }

 private:
  friend class Tree;
  Node(const Tree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}
  const Tree* tree_;
  std::uint32_t index_;
};

/// Steps through a list's items or a map's keys.
class Node::Iterator {
 public:
  Node operator*() const;
  Iterator& operator++();
  bool operator==(const Iterator& other) const { return index_ == other.index_; }

 private:
  friend class Node;
  Iterator(const Tree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}
  const Tree* tree_;
  std::uint32_t index_;
};

/// One YAML document, read through the parser's events into one compact array (100 000 steps take
/// some 12 MiB). Immutable once read; a map has no key twice, scalars are valid UTF-8.
class Tree {
 public:
  Node root() const { return {*this, 0}; }

 private:
  friend class Node;
  friend class Node::Iterator;
  friend class TreeBuilder;
  struct Entry {
    std::uint32_t text = 0;    ///< Where in texts_; a key's and a scalar's.
    std::uint32_t length = 0;  ///< In bytes.
    Mark mark{};
    std::uint32_t next = 0;   ///< The next sibling (of a key: the next key); 0 for none.
    std::uint32_t child = 0;  ///< The first item or key; of a key: its value; 0 for none.
    std::uint32_t count = 0;  ///< Items or keys; of a scalar or nothing: its width.
    NodeKind kind = NodeKind::Null;
    bool quoted = false;
    bool cut = false;
    bool stands_in = false;
  };
  std::string_view text(std::uint32_t index) const {
    return std::string_view(texts_).substr(entries_[index].text, entries_[index].length);
  }
  std::vector<Entry> entries_;
  std::string texts_;
};

/// The documents of one file (`---` between them), as many as could be read, and every problem
/// found on the way: malformed YAML, unterminated quotes, duplicate keys, tabs in indentation,
/// `<<`, NUL, invalid UTF-8, noncharacters, nesting over 64, aliases that expand too far or contain
/// themselves, a file that is empty, binary or larger than 16 MiB. Never throws and never hangs,
/// whatever the text.
std::vector<Tree> read_yaml(std::string_view text, const std::string& file, Problems& problems);

}  // namespace ensaio
