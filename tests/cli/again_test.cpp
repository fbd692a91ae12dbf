#include "cli/again.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

TEST(ShellWord, IsQuotedWhereAShellWouldTakeItApart) {
  struct Row {
    const char* word;
    const char* quoted;
  };
  const Row rows[] = {
      {"scenarios/late.yaml", "scenarios/late.yaml"},
      {"http://127.0.0.1:3000/hook", "http://127.0.0.1:3000/hook"},
      {"late and twice", "\"late and twice\""},
      {"a;b", "\"a;b\""},
      {"", "\"\""},
      {"it's", "\"it's\""},
      {"say \"hi\"", "'say \"hi\"'"},
      {"$HOME's", "'$HOME'\\''s'"},
      {"a`b", "'a`b'"},
      {"olá", "\"olá\""},
  };
  for (const Row& row : rows) EXPECT_EQ(shell_word(row.word), row.quoted);
}

Staged staged(const Story& story, std::uint64_t iteration = 0) {
  Staged made;
  made.story = &story;
  made.seed = {.value = 8841, .iteration = iteration};
  return made;
}

TEST(Again, RepeatsTheRunWithFreshIds) {
  Story story;
  story.scenario.file = "scenarios/late.yaml";
  story.scenario.name = "late and twice";
  story.scenario.messages = {{.name = "m1"}};
  EXPECT_EQ(again(staged(story), {}),
            "ensaio run scenarios/late.yaml --seed 8841 --only \"late and twice\" --ids fresh");
}

TEST(Again, KeepsWhatTheCommandLineSaid) {
  Story story;
  story.scenario.file = "a b.yaml";
  story.scenario.name = "x";
  const PlayWords words{.target = "http://127.0.0.1:1/h?a=b&c",
                        .instance = "I:T",
                        .dialect = "plugchat",
                        .clock = "virtual",
                        .start = "now",
                        .timeout = "2s",
                        .allow_target = {"a.example"}};
  EXPECT_EQ(again(staged(story, 2), words),
            "ensaio run \"a b.yaml\" --target \"http://127.0.0.1:1/h?a=b&c\" --allow-target "
            "a.example --dialect plugchat --instance I:T --clock virtual --start now --timeout 2s "
            "--seed 8841 --repeat 3 --only x");
}

TEST(Again, SaysWhereItCannotBePastedAsItIs) {
  Story story;
  story.scenario.file = "-";
  story.scenario.name = "x";
  EXPECT_EQ(again(staged(story), {}),
            "ensaio run - --seed 8841 --only x   (with the same text on standard input)");
}

}  // namespace
}  // namespace ensaio
