#include "cli/live_block.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>

namespace ensaio {
namespace {

TEST(LiveBlock, WritesOverWhatItDrewBefore) {
  std::ostringstream out;
  std::size_t width = 40;
  auto block = std::make_unique<LiveBlock>(out, [&width] { return width; });
  const auto said = [&out] {
    std::string text = out.str();
    out.str("");
    return text;
  };
  block->clear();
  EXPECT_EQ(said(), "") << "There is nothing yet.";
  block->draw({"one", "two"});
  EXPECT_EQ(said(), "one\ntwo");
  block->draw({"three"});
  EXPECT_EQ(said(), "\r\x1b[1A\x1b[Jthree");
  block->draw({"a line of twenty-one", "b"});
  EXPECT_EQ(said(), "\r\x1b[Ja line of twenty-one\nb");
  width = 10;
  block->draw({"c"});
  EXPECT_EQ(said(), "\r\x1b[2A\x1b[Jc") << "The terminal has broken the first line in two.";
  block->clear();
  EXPECT_EQ(said(), "\r\x1b[J");
  block->draw({"d", ""});
  said();
  block.reset();
  EXPECT_EQ(said(), "\r\x1b[1A\x1b[J") << "Nothing of it is left.";
}

}  // namespace
}  // namespace ensaio
