#include "cli/inputs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <sstream>

#include "simulator/scenario/codes.hpp"
#include "tests/cli/scratch.hpp"

namespace ensaio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Inputs read(const std::vector<std::string>& names, Folders folders = Folders::Taken,
            const std::string& input = "") {
  std::istringstream in(input);
  return read_inputs(names, folders, in);
}

std::vector<std::string> files_of(const Inputs& inputs) {
  std::vector<std::string> files;
  for (const Source& source : inputs.sources) files.push_back(source.file);
  return files;
}

TEST(Inputs, TakeAFolderInByteOrderOfThePath) {
  const Scratch scratch;
  const std::string b = scratch.file("b.yaml", "b");
  const std::string deep = scratch.file("a/z.yml", "z");
  const std::string upper = scratch.file("B.yaml", "B");
  scratch.file("notes.txt", "");
  scratch.file("ensaio.yaml", "target: x");
  scratch.file(".github/workflow.yml", "");
  scratch.file("sub/.hidden.yaml", "");
  const Inputs inputs = read({scratch.path()});
  EXPECT_THAT(files_of(inputs), ElementsAre(upper, deep, b));
  EXPECT_TRUE(inputs.problems.empty());
  EXPECT_EQ(inputs.sources[1].text, "z");
  EXPECT_EQ(inputs.sources[1].folder, scratch.path("a"));
}

TEST(Inputs, ReadAFileOnceHoweverItIsNamed) {
  const Scratch scratch;
  const std::string a = scratch.file("a.yaml", "");
  EXPECT_THAT(files_of(read({a, scratch.path("./a.yaml"), scratch.path()})), ElementsAre(a));
  EXPECT_THAT(files_of(read({"-", "-"})), ElementsAre("-"));
}

TEST(Inputs, ReadStandardInput) {
  const Inputs inputs = read({"-"}, Folders::Refused, "scenario: x\n");
  ASSERT_EQ(inputs.sources.size(), 1U);
  EXPECT_EQ(inputs.sources[0].text, "scenario: x\n");
  EXPECT_EQ(inputs.sources[0].folder, ".");
}

TEST(Inputs, ReadPacks) {
  EXPECT_THAT(files_of(read({"pack:basics/three-ticks"})), ElementsAre("pack:basics/three-ticks"));
  EXPECT_THAT(files_of(read({"pack:basics/three-ticks.yaml"})),
              ElementsAre("pack:basics/three-ticks"));
  EXPECT_GE(read({"pack:basics"}).sources.size(), 3U);
  EXPECT_GE(read({"pack:all"}).sources.size(), 15U);
}

TEST(Inputs, TellWhatCannotBeRead) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.path("empty"));
  struct Row {
    const char* what;
    std::string name;
    Folders folders;
    Code code;
    const char* message;
  };
  const Row rows[] = {
      {"a file that is not there", scratch.path("none.yaml"), Folders::Taken, Code::Unreadable,
       "No such file"},
      {"a folder without scenarios", scratch.path("empty"), Folders::Taken, Code::Empty,
       "there are no scenarios here"},
      {"a folder where one file is wanted", scratch.path("empty"), Folders::Refused,
       Code::Unreadable, "this is a directory"},
      {"a pack that is misspelt", "pack:basic", Folders::Taken, Code::Unreadable,
       "there is no pack 'basic'; did you mean 'basics'?"},
  };
  for (const Row& row : rows) {
    const Inputs inputs = read({row.name}, row.folders);
    ASSERT_EQ(inputs.problems.size(), 1U) << row.what;
    EXPECT_EQ(inputs.problems[0].code, row.code) << row.what;
    EXPECT_THAT(inputs.problems[0].message, HasSubstr(row.message)) << row.what;
    EXPECT_EQ(inputs.problems[0].file, row.name);
  }
}

TEST(Inputs, EndSomewhereEvenWhereTheFileDoesNot) {
  const Result<std::string> text = read_text("/dev/zero");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->size(), (std::size_t{16} << 20U) + 1);
}

TEST(Inputs, ReadUsedFilesFromPacksToo) {
  EXPECT_TRUE(read_text("pack:basics/three-ticks.yaml"));
  EXPECT_FALSE(read_text("pack:nothing/such"));
  EXPECT_FALSE(read_text("pack:basics"));
  const Result<std::string> folder = read_text("/");
  EXPECT_FALSE(folder);
}

}  // namespace
}  // namespace ensaio
