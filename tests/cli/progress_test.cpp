#include "cli/progress.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <sstream>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

TEST(Progress, IsSilentInAShortRun) {
  std::ostringstream out;
  Progress progress(out);
  for (int i = 0; i < 1'000; ++i) progress.add("s", 1'000, i * 9ms);
  EXPECT_EQ(out.str(), "");
}

TEST(Progress, SpeaksEverMoreRarely) {
  std::ostringstream out;
  Progress progress(out);
  for (int second = 0; second < 200; ++second) progress.add("a\nb", 200, second * 1s);
  EXPECT_EQ(out.str(),
            "... 11 attempts in 10 s, now at 'a\\nb', which plans 200\n"
            "... 31 attempts in 30 s, now at 'a\\nb', which plans 200\n"
            "... 71 attempts in 1 min 10 s, now at 'a\\nb', which plans 200\n"
            "... 131 attempts in 2 min 10 s, now at 'a\\nb', which plans 200\n"
            "... 191 attempts in 3 min 10 s, now at 'a\\nb', which plans 200\n");
}

}  // namespace
}  // namespace ensaio
