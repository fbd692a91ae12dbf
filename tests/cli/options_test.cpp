#include "cli/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

namespace ensaio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The options of a command that never was.
struct Play {
  std::string seed{};
  std::vector<std::string> reports{};
  std::vector<std::string> files{};
  bool fast = false;
  std::ostringstream out;
  std::ostringstream err;
  Options options{"play", "Plays.", "  ensaio play a\n  ensaio play b\n"};

  Play() {
    options.words("FILE", files, "files");
    options.value("--seed", seed, "a number");
    options.values("--report", reports, "a report");
    options.flag("--fail-fast", fast, "stop");
    options.later({"--jobs"});
  }

  std::optional<Exit> parse(const Arguments& arguments) {
    std::istringstream in;
    Streams io{in, out, err};
    return options.parse(arguments, io);
  }
};

/// An environment variable, for one test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

TEST(Options, TakeOneValueEach) {
  Play play;
  EXPECT_EQ(play.parse({"--report", "json=a", "s.yaml", "--report=json=b", "t.yaml", "-"}),
            std::nullopt);
  EXPECT_THAT(play.reports, ElementsAre("json=a", "json=b"));
  EXPECT_THAT(play.files, ElementsAre("s.yaml", "t.yaml", "-"));
}

TEST(Options, ComplainInOneShortMessage) {
  struct Row {
    Arguments arguments;
    const char* complaint;
  };
  const Row rows[] = {
      {{"--sed", "7"}, "error: unknown option '--sed'; did you mean '--seed'?\n"},
      {{"--sed=7"}, "error: unknown option '--sed'; did you mean '--seed'?\n"},
      {{"--quite-another"}, "error: unknown option '--quite-another'\n"},
      {{"-x"}, "error: unknown option '-x'\n"},
      {{"--jobs", "4"}, "error: --jobs is not yet available in this version\n"},
      {{"a", "--", "npm", "test"}, "error: ensaio play takes no command after --\n"},
      {{"--seed", ""}, "error: --seed has an empty value\n"},
      {{"a", ""}, "error: there is an empty word\n"},
      {{"--seed"}, "error: --seed needs a value\n"},
      {{"--seed", "--fail-fast"}, "error: --seed needs a value\n"},
      {{"--report"}, "error: --report needs a value\n"},
      {{"--seed", "1", "--seed", "2"}, "error: --seed is given 2 times; give it once\n"},
      {{"--seed=1", "--seed", "2", "--seed=3"}, "error: --seed is given 3 times; give it once\n"},
      {{"--fail-fast=perhaps"},
       "error: --fail-fast is a switch: write it alone, or as --fail-fast=true or "
       "--fail-fast=false\n"},
  };
  for (const Row& row : rows) {
    Play play;
    EXPECT_EQ(play.parse(row.arguments), Exit::Refused) << row.complaint;
    EXPECT_THAT(play.err.str(), HasSubstr(row.complaint));
    EXPECT_THAT(play.err.str(), HasSubstr("see ensaio play --help\n"));
    EXPECT_THAT(play.out.str(), IsEmpty());
  }
}

TEST(Options, HelpWithTwoExamples) {
  Play play;
  EXPECT_EQ(play.parse({"--help"}), Exit::Passed);
  EXPECT_THAT(play.out.str(), HasSubstr("Examples:\n  ensaio play a\n  ensaio play b\n"));
  EXPECT_THAT(play.out.str(), HasSubstr("ENSAIO_FAIL_FAST"));
  EXPECT_THAT(play.err.str(), IsEmpty());
}

TEST(Options, ComeFromTheEnvironmentToo) {
  const Variable seed("ENSAIO_SEED", "7");
  const Variable report("ENSAIO_REPORT", "json=a");
  const Variable fast("ENSAIO_FAIL_FAST", "true");
  Play play;
  EXPECT_EQ(play.parse({"x"}), std::nullopt);
  EXPECT_EQ(play.seed, "7");
  EXPECT_THAT(play.reports, ElementsAre("json=a"));
  EXPECT_TRUE(play.fast);
  Play over;
  EXPECT_EQ(over.parse({"--seed", "8"}), std::nullopt);
  EXPECT_EQ(over.seed, "8");
}

TEST(Options, OfTheEnvironmentAreRefusedInTheSameWords) {
  const Variable fast("ENSAIO_FAIL_FAST", "perhaps");
  Play play;
  EXPECT_EQ(play.parse({"x"}), Exit::Refused);
  EXPECT_THAT(play.err.str(), HasSubstr("error: --fail-fast is a switch"));
}

TEST(Options, HaveAVariableOfTheirOwnWhereCommandsTakeDifferentWords) {
  const Variable shared("ENSAIO_FORMAT", "json");
  const Variable own("ENSAIO_PLAY_FORMAT", "text");
  std::string format;
  Play play;
  play.options.value("--format", format, "how", Options::Variable::OfThisCommand);
  EXPECT_EQ(play.parse({"x"}), std::nullopt);
  EXPECT_EQ(format, "text");
  EXPECT_THAT(play.options.variables(),
              testing::UnorderedElementsAre("ENSAIO_SEED", "ENSAIO_REPORT", "ENSAIO_FAIL_FAST",
                                            "ENSAIO_PLAY_FORMAT"));
}

TEST(Options, LeaveTheCommandAfterTwoDashesAsItIs) {
  Play play;
  std::vector<std::string> command;
  play.options.command(command, "what to run");
  EXPECT_EQ(play.parse({"a", "--", "npm", "", "--seed", "--"}), std::nullopt);
  EXPECT_THAT(command, ElementsAre("npm", "", "--seed", "--"));
  EXPECT_THAT(play.files, ElementsAre("a"));
  EXPECT_THAT(play.seed, IsEmpty());
  Play none;
  none.options.command(command, "what to run");
  EXPECT_EQ(none.parse({"a", "--"}), Exit::Refused);
  EXPECT_THAT(none.err.str(), HasSubstr("error: there is no command after --\n"));
  EXPECT_EQ(none.parse({"--help"}), Exit::Passed);
  EXPECT_THAT(none.out.str(), HasSubstr("-- COMMAND [ARGUMENT]...    what to run\n"));
}

TEST(Options, OfACommandWithoutWordsTakeNone) {
  Options options("schema", "Prints.", "");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams io{in, out, err};
  EXPECT_EQ(options.parse({"extra"}, io), Exit::Refused);
  EXPECT_THAT(err.str(), HasSubstr("unexpected word 'extra'"));
}

}  // namespace
}  // namespace ensaio
