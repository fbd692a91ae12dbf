#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "simulator/scenario/load.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

std::string text_of(const std::string& file) {
  std::ifstream in(ENSAIO_SOURCE_DIR "/" + file, std::ios::binary);
  EXPECT_TRUE(in) << file << " cannot be read.";
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The plan's hash of the only scenario in a file, by its own seed or 1.
std::string plan_hash(const std::string& file) {
  const ReadFile alone = [](const std::string&) -> Result<std::string> { return Error{}; };
  const Loaded loaded = load_scenarios(text_of(file), file, {.target_given = true}, {}, alone);
  for (const Problem& problem : loaded.problems) {
    EXPECT_EQ(problem.severity, Severity::Warning)
        << file << ":" << problem.mark.line << ": " << problem.message;
  }
  if (loaded.scenarios.size() != 1) return "not one scenario";
  const Scenario& scenario = loaded.scenarios.front();
  const Seed seed{.value = scenario.seed.value_or(1)};
  const WallTime start = scenario.start.value_or(kPlanStart);
  return plan(scripted(scenario), cast(scenario, seed, start), seed, start, {}).hash;
}

// The stored hashes hold under every compiler and optimisation: this test runs in all builds. A
// change of one is a change of what users have planned: meant, or a mistake.
TEST(PlanHashes, AreThoseThatWereStored) {
  std::istringstream stored(text_of("tests/timeline/plan_hashes"));
  std::set<std::string> files;
  std::string file;
  for (std::string hash; stored >> file >> hash;) {
    files.insert(file);
    EXPECT_EQ(plan_hash(file), hash) << "of " << file << ", in tests/timeline/plan_hashes";
  }
  EXPECT_GE(files.size(), 12U);
}

}  // namespace
}  // namespace ensaio
