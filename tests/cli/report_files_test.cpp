#include "cli/report_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/cli/scratch.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;

TEST(ReportFiles, AreWrittenWhereTheyWereAskedFor) {
  const Scratch scratch;
  auto files = ReportFiles::asked({"json=" + scratch.path("a.json"), "json=-"});
  ASSERT_TRUE(files);
  EXPECT_TRUE(files->to_standard_output());
  ASSERT_TRUE(files->open());
  std::ostringstream out;
  ASSERT_TRUE(files->write({.seed = 7}, out));
  EXPECT_THAT(out.str(), HasSubstr(R"("schema":"ensaio.run/1")"));
  EXPECT_EQ(text_of(scratch.path("a.json")), out.str());
}

TEST(ReportFiles, ThatAreNotAskedForAreNotWritten) {
  auto files = ReportFiles::asked({});
  ASSERT_TRUE(files && files->open());
  EXPECT_FALSE(files->to_standard_output());
  std::ostringstream out;
  ASSERT_TRUE(files->write({}, out));
  EXPECT_EQ(out.str(), "");
}

TEST(ReportFiles, RefuseWordsWithoutMeaning) {
  const auto complaint = [](const std::string& word) {
    return ReportFiles::asked({word}).error().message;
  };
  EXPECT_EQ(complaint("json"), "--report json: no file is named");
  EXPECT_EQ(complaint("json="), "--report json=: no file is named");
  EXPECT_EQ(complaint("jsn=x"), "--report: there is no report 'jsn'; did you mean 'json'?");
  EXPECT_EQ(complaint("junit=x"), "--report junit: not yet available in this version");
}

TEST(ReportFiles, TellBeforeTheRunWhatCannotBeWritten) {
  const Scratch scratch;
  auto files = ReportFiles::asked({"json=" + scratch.path("none/a.json")});
  const auto opened = files->open();
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("cannot be written: No such file or directory"));
}

TEST(ReportFiles, NoticeAFullDisk) {
  auto files = ReportFiles::asked({"json=/dev/full"});
  ASSERT_TRUE(files && files->open());
  std::ostringstream out;
  const auto written = files->write({}, out);
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("/dev/full cannot be written"));
}

}  // namespace
}  // namespace ensaio
