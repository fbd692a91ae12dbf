#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/scenario/codes.hpp"
#include "simulator/scenario/problem.hpp"
#include "simulator/scenario/scalar_extent.hpp"
#include "simulator/scenario/text_cursor.hpp"
#include "simulator/scenario/tree.hpp"

namespace ensaio {

/// More values a document may not have: 1 000 000 steps and their words fit.
inline constexpr std::uint64_t kMostValues = 4'000'000;

/// More documents a file may not have.
inline constexpr std::size_t kMostDocuments = 10'000;

/// Deeper collections may not nest.
inline constexpr std::size_t kDeepest = 64;

/// A list or map whose end has not come yet.
struct OpenCollection {
  std::uint32_t entry = 0;
  std::uint32_t last = 0;  ///< The last item or key; 0 for none.
  bool wants_value = false;
  bool drops_value = false;  ///< The key was refused, so its value is passed over.
  bool is_template = false;  ///< `{{ x }}` without quotes: becomes a text.
  std::size_t key_end = 0;   ///< Behind the last key; 0 where that is no word.
  std::size_t bad_key = 0;   ///< Where the key that is passed over begins.
  bool flow = false;         ///< Written with brackets.
  std::size_t pos = 0;       ///< Where in the text it begins.
  std::int64_t indent = -1;  ///< Column (from 0) of the block it is in or is.
  std::uint32_t height = 1;  ///< How many collections nest in it, itself included.
  std::size_t anchor = 0;    ///< Its number; 0 for none.
};

/// Builds the trees of one file from the parser's events, and tells every problem that the parser
/// lets pass. Positions are bytes of the whole text.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(TextCursor& cursor, const std::string& file, Problems& problems)
      : cursor_(cursor), file_(file), problems_(problems), before_(problems.size()) {}

  /// The next marks count from byte `pos` of the text.
  void begin_piece(std::size_t pos) {
    piece_ = pos;
    in_piece_ = false;
  }

  /// The documents that are complete, and worth being looked at.
  std::vector<Tree>& trees() { return trees_; }

  /// Events so far: shows whether the parser gets on.
  std::size_t events() const { return events_; }

  /// What was open when the events ended, from the outermost.
  const std::vector<OpenCollection>& open() const { return open_; }

  /// Behind the last text that came.
  std::size_t behind_last() const { return behind_last_; }

  /// Where the innermost bracket is that was not closed yet.
  std::optional<std::size_t> open_bracket() const;

  /// This document is lost and its problem told: what follows in it is noise.
  bool lost() const { return lost_; }

  /// The file has more than may be kept; reading on is vain.
  bool full() const { return full_; }

  /// Keeps it, unless it says what was said last, or a thousand were said.
  void tell(Problem problem);
  Problem unterminated(std::size_t pos);
  Problem unclosed(std::size_t bracket);
  /// The `{{` at `pos`; behind `}}` more of the same text may follow outside of brackets.
  Problem unquoted_template(std::size_t pos, bool in_brackets);
  Problem tab_problem(std::size_t tab);
  /// An error that spans `width` characters from byte `pos`.
  Problem problem(Code code, std::size_t pos, std::uint32_t width, std::string message,
                  std::string hint);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override;
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

 private:
  struct Anchor {
    std::string name{};
    std::size_t pos = 0;
    std::uint32_t entry = 0;
    std::uint64_t size = 0;  ///< Values in it; while it is open, how many there were before.
    std::uint32_t height = 0;
    bool open = false;
    bool used = false;
    bool in_brackets = false;
  };

  std::size_t at(const YAML::Mark& mark) const;
  bool passes_over();
  bool is_key() const { return !open_.empty() && map_open() && !open_.back().wants_value; }
  bool map_open() const { return entry(open_.back().entry).kind == NodeKind::Map; }
  Tree::Entry& entry(std::uint32_t index) { return tree_.entries_[index]; }
  const Tree::Entry& entry(std::uint32_t index) const { return tree_.entries_[index]; }

  std::uint32_t add(const Tree::Entry& made);
  Tree::Entry scalar_entry(std::string_view text, bool quoted);
  bool null_word(std::size_t pos) const;
  Tree::Entry missing_value(std::size_t pos);
  std::size_t dash_before(std::size_t pos) const;
  void begin_collection(NodeKind kind, std::size_t pos, const std::string& tag, std::size_t anchor,
                        bool flow);
  void end_collection();
  void close_collection();
  void end_template(const OpenCollection& closed);
  void lose(Problem problem);
  std::int64_t indent() const { return open_.empty() ? -1 : open_.back().indent; }

  void repeat(std::uint64_t values, std::size_t pos, std::uint32_t width);
  bool check_extent(const ScalarExtent& extent);
  bool check_tag(std::size_t pos, const std::string& tag);
  bool check_dash(std::string_view key, std::size_t pos);
  std::string quoted_line(std::size_t pos) const;
  void check_indentation(std::size_t pos);
  void check_keys(std::uint32_t map);
  void drop_second_keys(std::uint32_t map);
  void tell_duplicate(std::uint32_t key, std::uint32_t first);
  void check_unused_anchors();
  void check_beginning(std::size_t pos);
  void check_colon();
  void refuse_key(Problem why);
  void pass_over_key(std::size_t pos, NodeKind kind);
  void tell_bad_key();

  TextCursor& cursor_;
  const std::string& file_;
  Problems& problems_;
  std::size_t before_;  ///< Problems that others told.
  std::vector<Tree> trees_;
  std::size_t piece_ = 0;
  bool in_piece_ = false;  ///< A document of the piece has begun.
  std::size_t events_ = 0;
  std::size_t behind_last_ = 0;

  // Of the document under way.
  Tree tree_;
  std::vector<OpenCollection> open_;
  std::vector<Anchor> anchors_;
  std::uint64_t values_ = 0;      ///< With everything that aliases repeat.
  std::size_t passed_over_ = 0;   ///< Collections open in what is passed over.
  std::size_t checked_line_ = 0;  ///< Behind the line whose indentation was looked at last.
  bool lost_ = false;

  bool full_ = false;
};

}  // namespace ensaio
