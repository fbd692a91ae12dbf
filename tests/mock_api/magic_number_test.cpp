#include "mock_api/magic_number.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

TEST(MagicNumber, IsSaidByTheEndOfAPhone) {
  struct Row {
    const char* what;
    const char* phone;
    MagicNumber magic;
  };
  const Row rows[] = {
      {"the first", "5544990000001", MagicNumber::NoSuchPhone},
      {"the second", "5544990000002", MagicNumber::NeverRead},
      {"the third", "5544990000003", MagicNumber::ReadFirst},
      {"the fourth", "5544990000004", MagicNumber::Twice},
      {"the fifth", "5544990000005", MagicNumber::RefusedOnce},
      {"the sixth", "5544990000006", MagicNumber::ShadowBan},
      {"the last", "5544990000007", MagicNumber::Silence},
      {"one more has no meaning", "5544990000008", MagicNumber::None},
      {"nor has zero", "5544990000000", MagicNumber::None},
      {"six digits are too few", "5544990100001", MagicNumber::None},
      {"nothing else is needed", "0000001", MagicNumber::NoSuchPhone},
      {"less is nothing", "000001", MagicNumber::None},
      {"a group's id ends as it likes", "120363000000001-group", MagicNumber::None},
      {"and so does a LID", "120363000000001@lid", MagicNumber::None},
      {"no digits", "abc0000001", MagicNumber::None},
      {"nothing at all", "", MagicNumber::None},
  };
  for (const Row& row : rows) EXPECT_EQ(magic_number(row.phone), row.magic) << row.what;
}

}  // namespace
}  // namespace ensaio
