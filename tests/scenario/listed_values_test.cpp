#include "simulator/scenario/listed_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "load_support.hpp"

namespace ensaio {
namespace {

using Values = std::vector<std::string>;

struct Listed {
  Values values{};
  std::string told{};
};

Listed listed_in(std::string_view text, ListOf what = ListOf::Phones) {
  Problems problems;
  Listed made{read_listed(text, "story.yaml", what, problems), ""};
  made.told = all_told(problems);
  return made;
}

TEST(ListedValues, AreOneInEachRow) {
  const Values phones{"5544999999999", "5511988887777"};
  const char* const texts[] = {
      "5544999999999\n5511988887777\n",
      "5544999999999\n5511988887777",
      "phone\n5544999999999\n5511988887777\n",
      "\xEF\xBB\xBFPhone\r\n5544999999999\r\n\r\n 5511988887777 \r\n\r\n",
      "\"5544999999999\",Ana\n\"5511988887777\",Bia\n",
      "name,phone\nAna,5544999999999\nBia,5511988887777\n",
      "id;number\n1;5544999999999\n2;5511988887777\n",
      "whatever stands here\n5544999999999\n5511988887777\n",
  };
  for (const char* text : texts) {
    const Listed made = listed_in(text);
    EXPECT_EQ(made.values, phones) << text;
    EXPECT_EQ(made.told, "") << text;
  }
}

TEST(ListedValues, AreMessageIdsOfAnyForm) {
  const Values ids{"3EB0C767D26A1B2C", "a-b_c=="};
  for (const char* text : {"3EB0C767D26A1B2C\na-b_c==\n", "id\n3EB0C767D26A1B2C\na-b_c==\n",
                           "phone,message\n55,3EB0C767D26A1B2C\n56,a-b_c==\n",
                           "messageId\n3EB0C767D26A1B2C\na-b_c==\n"}) {
    const Listed made = listed_in(text, ListOf::MessageIds);
    EXPECT_EQ(made.values, ids) << text;
    EXPECT_EQ(made.told, "") << text;
  }
}

TEST(ListedValues, TellEveryRowThatIsNone) {
  struct Row {
    const char* text;
    ListOf what;
    const char* told;
  };
  const Row rows[] = {
      {"", ListOf::Phones, "S079 1:1 there are no phones in this file | one in each line\n"},
      {"phone\n\n", ListOf::Phones,
       "S079 1:1 there are no phones in this file | one in each line\n"},
      {"", ListOf::MessageIds,
       "S079 1:1 there are no message ids in this file | one in each line\n"},
      {"5544999999999\n+55 44 98888-7777\n", ListOf::Phones,
       "S079 2:1 '+55 44 98888-7777' is no person's phone | write 5544988887777\n"},
      {"phone\n5544999999999\nana\n", ListOf::Phones, "S079 3:1 'ana' is no person's phone\n"},
      {"120363019502650977-group\n", ListOf::Phones,
       "S079 1:1 '120363019502650977-group' is no person's phone\n"},
      {"120363019502650977@g.us\n", ListOf::Phones,
       "S079 1:1 '120363019502650977@g.us' is no person's phone | a group has no place here\n"},
      {"a,phone\nx\ny,5544999999999\n", ListOf::Phones,
       "S079 2:2 no phone in this row | it is looked for in column 2\n"},
      {"5544999999999\n5511988887777\n5544999999999\n", ListOf::Phones,
       "S079 3:1 '5544999999999' is here twice | it is in line 1 too\n"},
      {"A1\nB 2\n", ListOf::MessageIds, "S079 2:1 'B 2' is no message id | an id has no blanks\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(listed_in(row.text, row.what).told, row.told) << row.text;
}

TEST(ListedValues, StopAfterTwentyMistakes) {
  std::string text = "5544999999999\n";
  for (int i = 0; i < 100; ++i) text += "x" + std::to_string(i) + "\n";
  Problems problems;
  const Values values = read_listed(text, "phones.csv", ListOf::Phones, problems);
  EXPECT_EQ(values, Values{"5544999999999"});
  EXPECT_EQ(problems.size(), 20U);
}

TEST(ListedValues, SurviveAnyBytes) {
  for (int byte = 0; byte < 256; ++byte) {
    for (const char* around : {"phone\n5544999999999%\n", "%", "\"%", "%,%\n%", "5544%999999\n"}) {
      std::string text = around;
      std::ranges::replace(text, '%', static_cast<char>(byte));
      EXPECT_LE(listed_in(text).values.size(), 2U);
      EXPECT_LE(listed_in(text, ListOf::MessageIds).values.size(), 4U);
    }
  }
}

}  // namespace
}  // namespace ensaio
