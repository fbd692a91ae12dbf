#include "simulator/base/wildcard.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ensaio {
namespace {

TEST(Wildcard, StandsForAnythingOrNothing) {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };
  const Row rows[] = {
      {"send-text", "send-text", true},
      {"send-text", "send-texts", false},
      {"send-text", "send-tex", false},
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "anything", true},
      {"**", "anything", true},
      {"send-*", "send-", true},
      {"send-*", "send-text", true},
      {"send-*", "sen", false},
      {"*-text", "send-text", true},
      {"*horário*", "Qual o horário?", true},
      {"*horário*", "Qual a hora?", false},
      {"*a*b*c", "xxaxxbxxbxxc", true},
      {"*a*b*c", "xxaxxcxxb", false},
      {"a*a", "a", false},
      {"a*a", "aa", true},
      {"*ab", "aab", true},
      {"*aab", "aaaab", true},
      {"55449*", "5544999990000", true},
      {"a?c", "abc", false},
      {"*", "two\nlines", true},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(matches_wildcard(row.pattern, row.text), row.matches)
        << row.pattern << " against " << row.text;
  }
}

TEST(Wildcard, TakesNoTimeWithManyStars) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(matches_wildcard(pattern + "b", std::string(20'000, 'a')));
}

}  // namespace
}  // namespace ensaio
