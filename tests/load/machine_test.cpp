#include "bench/load/machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ensaio {
namespace {

TEST(Machine, KnowsWhatItIs) {
  const MachineFacts facts = machine_facts();
  EXPECT_GT(facts.cores, 0U);
  EXPECT_GT(facts.memory_kib, 1024U);
  EXPECT_THAT(facts.kernel, testing::StartsWith("Linux "));
  EXPECT_THAT(facts.cpu, testing::Not(testing::HasSubstr("\n")));
  EXPECT_THAT(cpu_governor(), testing::Not(testing::HasSubstr("\n")));
}

}  // namespace
}  // namespace ensaio
