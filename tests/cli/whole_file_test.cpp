#include "cli/whole_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <iterator>

#include "tests/cli/scratch.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// How many files there are in a folder.
std::ptrdiff_t count(const Scratch& scratch) {
  return std::distance(std::filesystem::directory_iterator(scratch.path()), {});
}

TEST(WholeFile, IsThereAsLongAsItLives) {
  const Scratch scratch;
  const std::string path = scratch.file("ready", "of another run");
  {
    const auto file = WholeFile::write(path, "{}\n");
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ((*file)->path(), path);
    EXPECT_EQ(text_of(path), "{}\n");
    EXPECT_EQ(count(scratch), 1);
  }
  EXPECT_EQ(count(scratch), 0);
}

TEST(WholeFile, LeavesWhatTookItsPlace) {
  const Scratch scratch;
  {
    const auto file = WholeFile::write(scratch.path("ready"), "mine");
    ASSERT_TRUE(file);
    scratch.file("ready", "another's");
  }
  EXPECT_EQ(text_of(scratch.path("ready")), "another's");
}

TEST(WholeFile, SaysWhyItCannotBeWritten) {
  const Scratch scratch;
  const auto nowhere = WholeFile::write(scratch.path("no/such/folder"), "x");
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().message,
              HasSubstr("no/such/folder cannot be written: No such file or directory"));
  const auto folder = WholeFile::write(scratch.path(), "x");
  ASSERT_FALSE(folder);
  EXPECT_THAT(folder.error().message, HasSubstr("cannot be written: Is a directory"));
  EXPECT_EQ(count(scratch), 0);
}

TEST(WholeFile, TakesNoDevicesPlace) {
  const Scratch scratch;
  const std::string pipe = scratch.path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const auto written = WholeFile::write(pipe, "x");
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("cannot be written: it is a device or a pipe"));
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
  EXPECT_EQ(count(scratch), 1);
}

TEST(WholeFile, FindsATemporaryPlaceOfItsOwn) {
  const auto one = WholeFile::write_temporary("ensaio-test-", "1");
  const auto two = WholeFile::write_temporary("ensaio-test-", "2");
  ASSERT_TRUE(one && two);
  EXPECT_NE((*one)->path(), (*two)->path());
  EXPECT_EQ(text_of((*one)->path()), "1");
  const auto folder = std::filesystem::temp_directory_path();
  EXPECT_THAT((*one)->path(), StartsWith((folder / "ensaio-test-").string()));
}

}  // namespace
}  // namespace ensaio
