#include "simulator/base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ensaio {
namespace {

constexpr std::array<std::string_view, 4> kWords{"sent", "received", "read", "read_by_me"};

TEST(Nearest, FindsWhatWasMeant) {
  struct Row {
    const char* what;
    std::string_view written;
    std::optional<std::string_view> meant;
  };
  const Row rows[] = {
      {"two letters swapped", "recieved", "received"},
      {"a letter missing", "snt", "sent"},
      {"a letter too many", "readd", "read"},
      {"another case is no mistake of spelling", "SENT", "sent"},
      {"nothing is near", "composing", std::nullopt},
      {"an empty word is near to nothing", "", std::nullopt},
      {"of equals the one that begins alike", "rea", "read"},
      {"a single letter is like no other", "x", std::nullopt},
      {"of equals the first", "reat", "read"},
      {"a very long word is not looked at", std::string_view("recieved", 8), "received"},
  };
  for (const Row& row : rows) EXPECT_EQ(nearest(row.written, kWords), row.meant) << row.what;
}

}  // namespace
}  // namespace ensaio
