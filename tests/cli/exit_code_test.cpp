#include "cli/exit_code.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ensaio {
namespace {

TEST(ExitCode, TellsTheGravestOfSeveral) {
  const std::vector<Exit> from_the_gravest{Exit::Bug,          Exit::Interrupted, Exit::Terminated,
                                           Exit::Environment,  Exit::Refused,     Exit::Failed,
                                           Exit::Inconclusive, Exit::Passed};
  for (std::size_t a = 0; a < from_the_gravest.size(); ++a) {
    for (std::size_t b = 0; b < from_the_gravest.size(); ++b) {
      EXPECT_EQ(graver(from_the_gravest[a], from_the_gravest[b]), from_the_gravest[std::min(a, b)]);
    }
  }
}

TEST(ExitCode, HasThePromisedNumbers) {
  EXPECT_EQ(code(Exit::Passed), 0);
  EXPECT_EQ(code(Exit::Failed), 1);
  EXPECT_EQ(code(Exit::Refused), 2);
  EXPECT_EQ(code(Exit::Environment), 3);
  EXPECT_EQ(code(Exit::Inconclusive), 4);
  EXPECT_EQ(code(Exit::Bug), 5);
  EXPECT_EQ(code(Exit::Interrupted), 130);
  EXPECT_EQ(code(Exit::Terminated), 143);
}

}  // namespace
}  // namespace ensaio
