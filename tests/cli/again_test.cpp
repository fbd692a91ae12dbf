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

Staged staged(const Piece& piece, std::uint64_t iteration = 0) {
  Staged made;
  made.piece = &piece;
  made.seed = {.value = 8841, .iteration = iteration};
  return made;
}

TEST(Again, RepeatsTheRunWithFreshIds) {
  Piece piece;
  piece.scenario.file = "scenarios/late.yaml";
  piece.scenario.name = "late and twice";
  piece.scenario.messages = {{.name = "m1"}};
  EXPECT_EQ(again(staged(piece), {}),
            "ensaio run scenarios/late.yaml --seed 8841 --only \"late and twice\" --ids fresh");
}

TEST(Again, KeepsWhatTheCommandLineSaid) {
  Piece piece;
  piece.scenario.file = "a b.yaml";
  piece.scenario.name = "x";
  const PlayWords words{.target = "http://127.0.0.1:1/h?a=b&c",
                        .instance = "I:T",
                        .dialect = "plugchat",
                        .clock = "virtual",
                        .start = "now",
                        .timeout = "2s",
                        .allow_target = {"a.example"},
                        .tls = {.ca_file = "ca.pem",
                                .insecure = true,
                                .certificate_file = "my cert.pem",
                                .key_file = "key.pem"}};
  EXPECT_EQ(again(staged(piece, 2), words),
            "ensaio run \"a b.yaml\" --target \"http://127.0.0.1:1/h?a=b&c\" --allow-target "
            "a.example --ca ca.pem --insecure --cert \"my cert.pem\" --key key.pem --dialect "
            "plugchat --instance I:T --clock virtual --start now --timeout 2s "
            "--seed 8841 --repeat 3 --only x");
}

TEST(Again, StartsTheApplicationAgainButNotTheCommand) {
  Piece piece;
  piece.scenario.file = "x.yaml";
  piece.scenario.name = "x";
  const PlayWords words{.target = "http://127.0.0.1:41233/h"};
  const BesideWords beside{.app = "node app.js",
                           .exports = {"PORT={{ port }}"},
                           .wait_target = "20s",
                           .command = {"npm", "test"},
                           .typed_target = "http://127.0.0.1:{{ port }}/h"};
  EXPECT_EQ(again(staged(piece), words, beside),
            "ensaio run x.yaml --target \"http://127.0.0.1:{{ port }}/h\" --app \"node app.js\" "
            "--export \"PORT={{ port }}\" --wait-target 20s --seed 8841 --only x");
  EXPECT_EQ(again(staged(piece), words, {.exports = {"A=1"}, .command = {"npm"}}),
            "ensaio run x.yaml --target http://127.0.0.1:41233/h --seed 8841 --only x");
}

TEST(Again, SaysWhereItCannotBePastedAsItIs) {
  Piece piece;
  piece.scenario.file = "-";
  piece.scenario.name = "x";
  EXPECT_EQ(again(staged(piece), {}),
            "ensaio run - --seed 8841 --only x   (with the same text on standard input)");
}

}  // namespace
}  // namespace ensaio
