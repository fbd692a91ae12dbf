#include "cli/notices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace ensaio {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Notices, AreWrittenOnceEachAndNotWithoutEnd) {
  std::ostringstream err;
  const Notice notice = notices_on(err, std::make_shared<std::mutex>());
  notice("GET /a: did you mean b?");
  notice("GET /a: did you mean b?");
  EXPECT_EQ(err.str(), "warning: GET /a: did you mean b?\n");
  for (int i = 1; i <= 40; ++i) notice("line " + std::to_string(i));
  EXPECT_THAT(err.str(), HasSubstr("warning: line 19\n"));
  EXPECT_THAT(err.str(), Not(HasSubstr("line 20")));
  const std::string end =
      "warning: there are more of these; GET /_ensaio/journal has all of them\n";
  EXPECT_TRUE(err.str().ends_with("line 19\n" + end)) << err.str();
}

TEST(Notices, CannotWriteOverTheTerminal) {
  std::ostringstream err;
  notices_on(err, std::make_shared<std::mutex>())("GET /\x1b[2J: did you mean b?");
  EXPECT_THAT(err.str(), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace ensaio
