#include "cli/report_files.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <utility>

#include "tests/cli/scratch.hpp"
#include "tests/cli/small_disk.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// What is asked for, opened.
struct Opened {
  std::ostringstream out{};
  std::ostringstream err{};
  std::istringstream in{};
  Streams io{in, out, err};
  ReportFiles files;
  Result<bool> opened = true;

  explicit Opened(const std::vector<std::string>& words) : files(*ReportFiles::asked(words)) {
    opened = files.open(7, "http://127.0.0.1:1/", out);
  }
  Exit write(const RunRecord& run = {}) { return files.write(run, io); }
};

Error refused(const std::vector<std::string>& words) {
  const auto asked = ReportFiles::asked(words);
  return asked ? Error{"nothing", ""} : asked.error();
}

TEST(ReportFiles, AreWrittenWhereTheyWereAskedFor) {
  const Scratch scratch;
  Opened reports({"json=" + scratch.path("a.json"), "json=-", "json=" + scratch.path("b.json"),
                  "junit=" + scratch.path("a.xml"), "journal=" + scratch.path("a.ndjson")});
  ASSERT_TRUE(reports.opened);
  EXPECT_TRUE(reports.files.to_standard_output());
  EXPECT_EQ(reports.write({.seed = 7}), Exit::Passed);
  EXPECT_THAT(reports.out.str(), HasSubstr(R"("schema":"ensaio.run/1")"));
  EXPECT_EQ(text_of(scratch.path("a.json")), reports.out.str());
  EXPECT_EQ(text_of(scratch.path("b.json")), reports.out.str());
  EXPECT_THAT(text_of(scratch.path("a.xml")), HasSubstr("<testsuites "));
  EXPECT_THAT(text_of(scratch.path("a.ndjson")),
              StartsWith(R"({"schema":"ensaio.journal/1","version":)"));
}

TEST(ReportFiles, ThatAreNotAskedForAreNotWritten) {
  Opened reports({});
  EXPECT_FALSE(reports.files.to_standard_output());
  EXPECT_FALSE(reports.files.listener());
  EXPECT_EQ(reports.write(), Exit::Passed);
  EXPECT_THAT(reports.out.str(), IsEmpty());
}

TEST(ReportFiles, RefuseWordsWithoutMeaning) {
  struct Row {
    const char* word;
    const char* complaint;
  };
  for (const Row& row :
       {Row{"json", "--report json: no file is named"},
        Row{"json=", "--report json=: no file is named"},
        Row{"journal", "--report journal: no file is named"},
        Row{"jsn=x", "--report: there is no report 'jsn'; did you mean 'json'?"},
        Row{"junti=x", "--report: there is no report 'junti'; did you mean 'junit'?"},
        Row{"html=x", "--report html: not yet available in this version"},
        Row{"=x", "--report: there is no report ''"}}) {
    EXPECT_EQ(refused({row.word}).message, row.complaint);
  }
}

TEST(ReportFiles, RefuseTwoThatWouldBeWrittenIntoEachOther) {
  const Scratch scratch;
  const std::string real = scratch.file("real.json", "");
  std::filesystem::create_symlink(real, scratch.path("link.json"));
  const std::pair<std::string, std::string> pairs[] = {
      {"json=-", "junit=-"},
      {"json=-", "journal=/dev/stdout"},
      {"json=" + real, "junit=" + real},
      {"json=" + real, "json=" + scratch.path("./x/../real.json")},
      {"json=" + real, "journal=" + scratch.path("link.json")},
      {"json=new.json", "junit=./new.json"},
  };
  for (const auto& [first, second] : pairs) {
    EXPECT_EQ(refused({first, second}).message,
              "--report " + second + ": another report goes there already");
  }
  EXPECT_EQ(refused({"json=a", "junit=b", "journal=-"}).message, "nothing");
}

TEST(ReportFiles, TellBeforeTheRunWhatCannotBeWritten) {
  const Scratch scratch;
  struct Row {
    std::string word;
    std::string complaint;
  };
  for (const Row& row :
       {Row{"json=" + scratch.path("none/a.json"), "cannot be written: No such file or directory"},
        Row{"junit=" + scratch.path(), "cannot be written: Is a directory"},
        Row{"journal=/dev/full", "/dev/full cannot be written: No space left on device"}}) {
    Opened reports({row.word});
    ASSERT_FALSE(reports.opened) << row.word;
    EXPECT_THAT(reports.opened.error().message, HasSubstr(row.complaint));
    EXPECT_EQ(reports.opened.error().hint, "nothing was sent");
  }
}

TEST(ReportFiles, NoticeAFullDiskAndWriteTheOthersAllTheSame) {
  const Scratch scratch;
  Opened reports({"json=/dev/full", "junit=" + scratch.path("a.xml")});
  ASSERT_TRUE(reports.opened);
  EXPECT_EQ(reports.write(), Exit::Environment);
  EXPECT_EQ(reports.err.str(),
            "error: the report /dev/full cannot be written: No space left on device\n");
  EXPECT_THAT(text_of(scratch.path("a.xml")), HasSubstr("<testsuites "));
}

TEST(ReportFiles, CanBeReadBeforeTheRunIsOver) {
  const Scratch scratch;
  const std::string file = scratch.path("a.json");
  Opened reports({"json=" + file, "junit=-", "journal=" + scratch.path("j")});
  ASSERT_TRUE(reports.files.write_files({.seed = 1234567}));
  EXPECT_THAT(text_of(file), HasSubstr("1234567"));
  EXPECT_THAT(reports.out.str(), IsEmpty());
  EXPECT_EQ(reports.write({.seed = 8}), Exit::Passed);
  EXPECT_THAT(text_of(file), HasSubstr(R"("seed":8)"));
  EXPECT_THAT(text_of(file), Not(HasSubstr("1234567")));
  EXPECT_THAT(text_of(scratch.path("j")), Not(HasSubstr("1234567")));
}

TEST(ReportFiles, TellThatTheyCannotBeReadBeforeTheRunIsOver) {
  const Scratch scratch;
  Opened reports({"json=" + scratch.path("a.json")});
  const SmallDisk disk(10);
  EXPECT_FALSE(reports.files.write_files({}));
}

TEST(ReportFiles, ForgetTheRunBefore) {
  const Scratch scratch;
  const std::string file = scratch.file("a.json", "the run before");
  Opened reports({"json=" + file});
  EXPECT_THAT(text_of(file), IsEmpty());
}

TEST(ReportFiles, GoIntoDevicesAndPipes) {
  const Scratch scratch;
  const std::string pipe = scratch.path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  Opened reports({"json=/dev/null", "junit=" + pipe});
  ASSERT_TRUE(reports.opened);
  EXPECT_EQ(reports.write(), Exit::Passed) << reports.err.str();
  std::string text(1 << 16, ' ');
  text.resize(
      static_cast<std::size_t>(std::max<ssize_t>(read(reader, text.data(), text.size()), 0)));
  close(reader);
  EXPECT_THAT(text, HasSubstr("<testsuites"));
}

TEST(ReportFiles, SurviveAPipeThatNobodyReadsAnyMore) {
  const Scratch scratch;
  const std::string pipe = scratch.path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  Opened reports({"journal=" + pipe});
  ASSERT_TRUE(reports.opened);
  EXPECT_EQ(reports.files.so_far(), Exit::Passed);
  close(reader);
  EXPECT_EQ(reports.write(), Exit::Environment);
  EXPECT_EQ(reports.files.so_far(), Exit::Environment);
  EXPECT_THAT(reports.err.str(), HasSubstr("pipe cannot be written: Broken pipe"));
}

TEST(ReportFile, KeepsWholeLinesWhereTheDiskBecomesFull) {
  const Scratch scratch;
  auto file = ReportFile::open(scratch.path("a"), std::cout);
  ASSERT_TRUE(file);
  const SmallDisk disk(20'000);
  EXPECT_TRUE((*file)->put("first\n"));
  EXPECT_FALSE((*file)->put(std::string(30'000, 'x') + "\n"));
  EXPECT_THAT((*file)->error().message, HasSubstr("cannot be written: File too large"));
  EXPECT_EQ(text_of(scratch.path("a")), "first\n");
}

TEST(ReportFile, LeavesNoPartOfAReport) {
  const Scratch scratch;
  auto file = ReportFile::open(scratch.path("a"), std::cout);
  ASSERT_TRUE(file);
  const SmallDisk disk(20'000);
  EXPECT_FALSE((*file)->print([](std::ostream& out) {
    for (int i = 0; i < 10'000; ++i) out << "a part of it\n";
  }));
  EXPECT_THAT((*file)->error().message, HasSubstr("cannot be written"));
  EXPECT_EQ(text_of(scratch.path("a")), "");
}

}  // namespace
}  // namespace ensaio
