#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string_view>
#include <vector>

#include "tests/simulation/simulation.hpp"

// What ./dev simulate runs: more seeds than the tests, or one of them with all that happened.

namespace {

using ensaio::SimulationResult;
using Clock = std::chrono::steady_clock;

constexpr const char* kUsage =
    "usage: ./dev simulate N [FIRST]   plays N seeds from FIRST, or from 100000: those below that\n"
    "                                  are in the tests\n"
    "       ./dev simulate --seed S    plays one, and tells all that happened\n";

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
  return value;
}

int usage() {
  std::fputs(kUsage, stderr);
  return 2;
}

int one(std::uint64_t seed) {
  const SimulationResult result = ensaio::simulated(seed, true);
  std::fputs(result.trace.c_str(), stdout);
  fmt::print("seed {}: {} requests, {} answered, {} abandoned, {} connections\n", seed,
             result.requests, result.answered, result.abandoned, result.connections);
  for (const auto& wrong : result.wrongs) fmt::print("WRONG: {}\n", wrong);
  return result.wrongs.empty() ? 0 : 1;
}

int many(std::uint64_t count, std::uint64_t first) {
  const auto begun = Clock::now();
  SimulationResult all;
  for (std::uint64_t i = 0; i < count; ++i) {
    const SimulationResult result = ensaio::simulated(first + i);
    if (!result.wrongs.empty()) {
      std::fputs(ensaio::failure_text(first + i).c_str(), stdout);
      return 1;
    }
    all += result;
    if ((i + 1) % 100'000 == 0) fmt::print(stderr, "{} seeds so far\n", i + 1);
  }
  const std::chrono::duration<double> took = Clock::now() - begun;
  fmt::print("{} seeds from {}: every promise kept ({:.1f} s)\n", count, first, took.count());
  fmt::print(
      "{} requests on {} connections: {} answered, {} timed out, {} unreachable, {} abandoned\n",
      all.requests, all.connections, all.answered, all.timed_out, all.unreachable, all.abandoned);
  fmt::print("{} sent again; {} sent while more than an answer was on its way\n", all.resent,
             all.confusable);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--seed") {
    const auto seed = number(arguments[1]);
    return seed ? one(*seed) : usage();
  }
  if (arguments.empty() || arguments.size() > 2) return usage();
  constexpr std::uint64_t kBeyondTheTests = 100'000;
  const auto count = number(arguments[0]);
  const auto first = arguments.size() == 2 ? number(arguments[1]) : kBeyondTheTests;
  return count.value_or(0) > 0 && first ? many(*count, *first) : usage();
}
