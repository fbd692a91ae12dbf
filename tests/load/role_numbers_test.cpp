#include "bench/load/role_numbers.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace ensaio {
namespace {

std::string number(const RoleNumbers& numbers, std::uint64_t index) {
  std::string out;
  numbers.write(index, out);
  return out;
}

TEST(RoleNumbers, AreInTheLikenessOfTheFirst) {
  struct Row {
    const char* what;
    std::string like;
    std::string begins;
    std::string ends;
    std::uint64_t count;
  };
  const Row rows[] = {
      {"a Brazilian mobile keeps country, area and its 9", "5544999990001", "55449", "",
       100'000'000},
      {"a Brazilian landline keeps country and area", "554433330001", "5544", "", 100'000'000},
      {"a number of the USA keeps its 1", "12025550123", "120", "", 100'000'000},
      {"a short international number keeps the longest country", "3545551234", "354", "",
       10'000'000},
      {"nine digits keep the longest country too", "290123456", "290", "", 1'000'000},
      {"eight digits have no country", "12345678", "", "", 100'000'000},
      {"a service number has few like it", "190", "", "", 1'000},
      {"one digit has ten", "7", "", "", 10},
      {"a plus stays where it is", "+5544999990001", "+55449", "", 100'000'000},
      {"a group keeps its suffix", "120363000000000000-group", "1203630000", "-group", 100'000'000},
      {"an old group keeps the time it was made", "5544999990001-1623281429-group", "55449",
       "-1623281429-group", 100'000'000},
      {"a LID keeps its suffix", "123456789012345@lid", "1234567", "@lid", 100'000'000},
      {"a short LID has few like it", "123@lid", "", "@lid", 1'000},
  };
  for (const Row& row : rows) {
    const RoleNumbers numbers(row.like, 7);
    EXPECT_EQ(numbers.count(), row.count) << row.what;
    for (const std::uint64_t index : {std::uint64_t{0}, row.count / 3, row.count - 1}) {
      const std::string made = number(numbers, index);
      ASSERT_EQ(made.size(), row.like.size()) << row.what << ": " << made;
      EXPECT_TRUE(made.starts_with(row.begins)) << row.what << ": " << made;
      EXPECT_TRUE(made.ends_with(row.ends)) << row.what << ": " << made;
      const std::string_view differs = std::string_view(made).substr(
          row.begins.size(), made.size() - row.begins.size() - row.ends.size());
      EXPECT_EQ(differs.find_first_not_of("0123456789"), std::string_view::npos)
          << row.what << ": " << made;
    }
  }
}

TEST(RoleNumbers, AreThemselvesWhereThereAreNoDigits) {
  for (const char* like : {"status@broadcast", "-group", ""}) {
    const RoleNumbers numbers(like, 7);
    EXPECT_EQ(numbers.count(), 1U) << like;
    EXPECT_EQ(number(numbers, 0), like);
    EXPECT_EQ(number(numbers, 123'456), like);
  }
}

TEST(RoleNumbers, GiveEachIndexOneOfItsOwn) {
  struct Row {
    const char* what;
    std::string like;
    std::size_t digits;
    std::uint64_t tried;
  };
  const Row rows[] = {
      {"all ten of one digit", "7", 1, 10},
      {"all of three digits", "123", 3, 1'000},
      {"all of six digits", "290123456", 6, 1'000'000},
      {"the first of a hundred million", "5544999990001", 8, 100'000},
  };
  for (const Row& row : rows) {
    const RoleNumbers numbers(row.like, 7);
    std::vector<bool> taken(numbers.count());
    std::uint64_t twice = 0;
    std::string made;
    for (std::uint64_t i = 0; i < row.tried; ++i) {
      numbers.write(i, made);
      const auto which = std::stoull(made.substr(made.size() - row.digits));
      if (taken.at(which)) ++twice;
      taken[which] = true;
    }
    EXPECT_EQ(twice, 0U) << row.what;
  }
}

TEST(RoleNumbers, BeginAgainWhereThereAreNoMore) {
  const RoleNumbers numbers("123@lid", 7);
  EXPECT_EQ(number(numbers, 1'000), number(numbers, 0));
  EXPECT_EQ(number(numbers, UINT64_MAX), number(numbers, UINT64_MAX % 1'000));
}

TEST(RoleNumbers, ComeFromTheKeyAlone) {
  const RoleNumbers numbers("5544999990001", 7);
  EXPECT_EQ(number(numbers, 3), number(RoleNumbers("5544999990001", 7), 3));
  EXPECT_NE(number(numbers, 3), number(RoleNumbers("5544999990001", 8), 3));
}

TEST(RoleNumbers, TakeThePlaceOfWhatWasThere) {
  std::string out = "something much longer than a phone was here before";
  RoleNumbers("5544999990001", 7).write(0, out);
  EXPECT_EQ(out, number(RoleNumbers("5544999990001", 7), 0));
}

}  // namespace
}  // namespace ensaio
