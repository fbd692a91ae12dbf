#include "simulator/scenario/tree.hpp"

#include <gtest/gtest.h>

#include <string>

#include "simulator/scenario/codes.hpp"

namespace ensaio {
namespace {

/// A node in one line: {key: value}, [item], 'text' where quoted, ~ for nothing.
std::string told(Node node) {
  std::string text;
  switch (node.kind()) {
    case NodeKind::Null:
      return "~";
    case NodeKind::Scalar:
      return node.quoted() ? "'" + std::string(node.text()) + "'" : std::string(node.text());
    case NodeKind::List:
      for (const Node item : node) text += (text.empty() ? "" : ", ") + told(item);
      return "[" + text + "]";
    case NodeKind::Map:
      for (const Node key : node) {
        text += (text.empty() ? "" : ", ") + told(key) + ": " + told(key.value());
      }
      return "{" + text + "}";
  }
  return text;
}

std::string place(Node node) {
  return std::to_string(node.mark().line) + ":" + std::to_string(node.mark().column) + "+" +
         std::to_string(node.width());
}

/// Reads `text`, which has nothing wrong.
std::vector<Tree> read_good(std::string_view text) {
  Problems problems;
  std::vector<Tree> trees = read_yaml(text, "good.yaml", problems);
  for (const Problem& problem : problems) ADD_FAILURE() << text << "\n" << problem.message;
  return trees;
}

std::string told(std::string_view text) {
  const std::vector<Tree> trees = read_good(text);
  return trees.empty() ? "nothing" : told(trees[0].root());
}

TEST(Tree, HoldsWhatTheDocumentSays) {
  struct Row {
    const char* what;
    std::string_view text;
    const char* tree;
  };
  const Row rows[] = {
      {"a map", "a: 1\nb: two\n", "{a: 1, b: two}"},
      {"a list", "- a\n- [b, c]\n- {d: e}\n", "[a, [b, c], {d: e}]"},
      {"empty brackets", "a: []\nb: {}\n", "{a: [], b: {}}"},
      {"quotes and blocks are text", "a: 'x'\nb: \"y\\n\"\nc: |\n  z\n",
       "{a: 'x', b: 'y\n', c: 'z\n'}"},
      {"values that are missing", "a:\nb: ~\nc: null\nd: ''\n", "{a: ~, b: ~, c: ~, d: ''}"},
      {"words that mean nothing are keys", "~: a\nnull: b\n", "{~: a, null: b}"},
      {"JSON", R"({"a": [1, true, null], "b": {"c": "d"}})",
       "{'a': [1, true, ~], 'b': {'c': 'd'}}"},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "a: 1\n",
       "{a: 1}"},
      {"Windows line ends", "a:\r\n  - 1\r\n  - 'x'\r\n", "{a: [1, 'x']}"},
      {"tags of the core", "a: !!str 12\nb: !!int 12\n", "{a: '12', b: 12}"},
      {"anchor and alias", "a: &x [1]\nb: *x\n", "{a: [1], b: [1]}"},
      {"an alias of a key", "&x a: 1\nb: *x\n", "{a: 1, b: a}"},
      {"text of several lines", "a: one\n  two\n", "{a: one two}"},
      {"dashes within a text of several lines", "a: one - two\n  three - four\n",
       "{a: one - two three - four}"},
      {"a text alone", "scenario", "scenario"},
      {"a directive", "%YAML 1.2\n---\na: 1\n", "{a: 1}"},
      {"an end", "a: 1\n...\n", "{a: 1}"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(told(row.text), row.tree) << row.what;
  }
}

TEST(Tree, FindsValuesByTheirKeys) {
  const std::vector<Tree> trees = read_good("a: 1\nlist: [x, y]\n");
  ASSERT_EQ(trees.size(), 1U);
  const Node root = trees[0].root();
  EXPECT_EQ(root.find("a")->text(), "1");
  EXPECT_EQ(root.find("list")->size(), 2U);
  EXPECT_TRUE(root.has("list"));
  EXPECT_FALSE(root.has("x"));
  EXPECT_FALSE(root.find("list")->find("x"));
  EXPECT_FALSE(root.find("a")->find("a"));
  EXPECT_EQ(root.size(), 2U);
  EXPECT_EQ(root.find("a")->size(), 0U);
}

TEST(Tree, KnowsWhereEverythingStands) {
  const std::vector<Tree> trees = read_good(
      "olá: \"sim\"\nnaïve: [ã, b]   \nc:\n  - d\n  -\n  -   # nothing\n  - 'two\n    lines'\ne: "
      "|\n  x\n");
  ASSERT_EQ(trees.size(), 1U);
  const Node root = trees[0].root();
  EXPECT_EQ(place(*root.begin()), "1:1+3") << "a key counts characters";
  EXPECT_EQ(place(*root.find("olá")), "1:6+5") << "a quoted text has its quotes";
  EXPECT_EQ(place(*root.find("naïve")), "2:8+1") << "a list is where its bracket is";
  EXPECT_EQ(place(*++root.find("naïve")->begin()), "2:12+1") << "columns count characters";
  Node::Iterator item = root.find("c")->begin();
  EXPECT_EQ(place(*item), "4:5+1");
  EXPECT_EQ(place(*++item), "5:3+1") << "an item that is missing is at its dash";
  EXPECT_EQ(place(*++item), "6:3+1") << "also before a comment";
  EXPECT_EQ(place(*++item), "7:5+4") << "of several lines, the first is underlined";
  EXPECT_EQ(place(*root.find("e")), "9:4+1") << "a block is where it is announced";
}

TEST(Tree, PlacesAMissingValueAtItsKey) {
  const std::vector<Tree> trees = read_good("steps:\n\nnull: x\nother: ~\n");
  ASSERT_EQ(trees.size(), 1U);
  EXPECT_EQ(place(*trees[0].root().find("steps")), "1:1+5");
  EXPECT_EQ(place(*trees[0].root().find("other")), "4:8+1") << "but not one that is written";
}

TEST(Tree, PlacesAnAliasWhereItIsRepeated) {
  const std::vector<Tree> trees = read_good("a: &all [1]\nb: *all\nc: &one 1\nd: *one\n");
  ASSERT_EQ(trees.size(), 1U);
  EXPECT_EQ(place(*trees[0].root().find("b")), "2:4+1");
  EXPECT_EQ(place(*trees[0].root().find("d")), "4:4+4");
  EXPECT_EQ(place(*trees[0].root().find("c")), "3:9+1") << "what has an anchor is behind it";
}

TEST(Tree, TellsTextThatACommentCut) {
  const std::vector<Tree> trees = read_good(
      "a: pedido #12\nb: 'pedido' #12\nc: pedido # twelve\nd: pedido\ne: pedido ## x\nf: x#12\n");
  ASSERT_EQ(trees.size(), 1U);
  const Node root = trees[0].root();
  EXPECT_TRUE(root.find("a")->cut_by_comment());
  for (const char* whole : {"b", "c", "d", "e", "f"}) {
    EXPECT_FALSE(root.find(whole)->cut_by_comment()) << whole;
  }
}

TEST(Tree, ReadsTheDocumentsOfAFile) {
  const std::vector<Tree> trees =
      read_good("# a comment\n---\na: 1\n--- # another\nb: 2\n...\n---\n---\nc: 3\n---\n");
  ASSERT_EQ(trees.size(), 3U);
  EXPECT_EQ(told(trees[1].root()), "{b: 2}");
  EXPECT_EQ(place(*trees[1].root().find("b")), "5:4+1") << "lines count from the file's first";
  EXPECT_EQ(told(trees[2].root()), "{c: 3}");
}

TEST(Tree, ReadsTheDocumentsAroundABadOne) {
  Problems problems;
  const auto trees = read_yaml("a: 1\n---\nb: \"open\n---\nc: 3\n---\nd: ]\n", "f.yaml", problems);
  ASSERT_EQ(trees.size(), 2U);
  EXPECT_EQ(told(trees[0].root()), "{a: 1}");
  EXPECT_EQ(told(trees[1].root()), "{c: 3}");
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, Code::UnterminatedQuote);
  EXPECT_EQ(problems[0].mark.line, 3U);
  EXPECT_EQ(problems[1].mark.line, 7U);
}

TEST(Tree, KeepsWhatCanBeKeptOfADocumentWithProblems) {
  Problems problems;
  const auto trees = read_yaml("a: 1\nb: {{ x }}\n<<: {q: 1}\na: 2\n[k]: v\nt: &oi\nz: [*w]\n",
                               "f.yaml", problems);
  EXPECT_TRUE(trees.empty()) << "an alias without anchor ends the document";
  problems.clear();
  const auto kept =
      read_yaml("a: 1\nb: {{ x }}\n<<: {q: 1}\na: 2\n[k]: v\nt: &oi\n", "f.yaml", problems);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(told(kept[0].root()), "{a: 1, b: {{ }}, t: '&oi'}");
  EXPECT_EQ(problems.size(), 5U);
}

TEST(Tree, LeavesStandInsWhereItRefused) {
  Problems problems;
  const auto trees = read_yaml("a: &x [1, *x]\nb: {{ t }}\nc: !odd\nd: ~\ne: ''\nf: \"{{ }}\"\n",
                               "f.yaml", problems);
  ASSERT_EQ(trees.size(), 1U);
  EXPECT_EQ(problems.size(), 3U);
  const Node root = trees[0].root();
  EXPECT_TRUE((*++root.find("a")->begin()).stands_in());
  EXPECT_TRUE(root.find("b")->stands_in());
  EXPECT_TRUE(root.find("c")->stands_in());
  for (const char* meant : {"d", "e", "f"}) EXPECT_FALSE(root.find(meant)->stands_in()) << meant;
}

TEST(Tree, FindsSecondKeysAmongMany) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "key" + std::to_string(i % 99) + ": " + std::to_string(i) + "\n";
  Problems problems;
  const auto trees = read_yaml(text, "f.yaml", problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, Code::DuplicateKey);
  EXPECT_EQ(problems[0].mark.line, 100U);
  ASSERT_EQ(trees.size(), 1U);
  EXPECT_EQ(trees[0].root().size(), 99U);
  EXPECT_EQ(trees[0].root().find("key0")->text(), "0") << "the first one counts";
}

TEST(Tree, ReadsALongStory) {
  std::string text = "steps:\n";
  for (int i = 0; i < 20'000; ++i) text += "  - read: m1\n    late: 2s\n";
  const std::vector<Tree> trees = read_good(text);
  ASSERT_EQ(trees.size(), 1U);
  EXPECT_EQ(trees[0].root().find("steps")->size(), 20'000U);
}

}  // namespace
}  // namespace ensaio
