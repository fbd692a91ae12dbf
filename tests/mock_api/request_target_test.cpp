#include "mock_api/request_target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace ensaio {
namespace {

using testing::ElementsAre;

TEST(RequestTarget, HasAPath) {
  EXPECT_EQ(raw_path("/a%20b?c#d"), "/a%20b");
  EXPECT_EQ(raw_path("/a#d?c"), "/a");
  EXPECT_EQ(raw_path("http://a.test:80/b?c"), "/b");
  EXPECT_EQ(raw_path("https://a.test?c"), "");
  EXPECT_EQ(raw_path("https://a.test"), "");
  EXPECT_EQ(raw_path("//a.test/b"), "//a.test/b");
  EXPECT_EQ(raw_path("*"), "*");
  EXPECT_EQ(raw_path(""), "");
}

TEST(RequestTarget, IsDecodedOnceAndOnlyWhereItIsEncoded) {
  EXPECT_EQ(percent_decoded("a%20b%2fc%2Fd+e"), "a b/c/d+e");
  EXPECT_EQ(percent_decoded("%2541"), "%41");
  EXPECT_EQ(percent_decoded("%"), "%");
  EXPECT_EQ(percent_decoded("%4"), "%4");
  EXPECT_EQ(percent_decoded("%zz%4z%-1"), "%zz%4z%-1");
  EXPECT_EQ(percent_decoded("%00"), std::string(1, '\0'));
  EXPECT_EQ(percent_decoded("\xFF%FF"), "\xFF\xFF");
}

TEST(RequestTarget, IsCutBeforeItIsDecoded) {
  EXPECT_THAT(path_segments("/a/b%2Fc/../d?x/y"), ElementsAre("a", "b/c", "..", "d"));
  EXPECT_THAT(path_segments("/a//b/"), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(path_segments("/"), ElementsAre(""));
  EXPECT_THAT(path_segments(""), ElementsAre(""));
}

TEST(RequestTarget, HasParameters) {
  const auto all = query_parameters("/a?b=c+d%2B&e&&=f&g=h=i#j=k");
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].name, "b");
  EXPECT_EQ(all[0].value, "c d+");
  EXPECT_EQ(all[1].name, "e");
  EXPECT_EQ(all[1].value, "");
  EXPECT_EQ(all[2].name, "");
  EXPECT_EQ(all[3].value, "h=i");
  EXPECT_TRUE(query_parameters("/a").empty());
  EXPECT_TRUE(query_parameters("/a?").empty());
  EXPECT_TRUE(query_parameters("/a#?b=c").empty());
}

}  // namespace
}  // namespace ensaio
