#include "simulator/report/written_at.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace ensaio {
namespace {

constexpr std::string_view kText = "scenario: x\nsteps:\n  - sent: m1\r\n  -  read: m1   \n";

std::optional<std::string_view> source(const std::string& file) {
  if (file == "used.yaml") return kText;
  return std::nullopt;
}

StepName step_at(std::uint32_t file, std::uint32_t line) {
  return {.position = "2", .intent = "late", .place = {.file = file, .mark = {line, 5}}};
}

TEST(WrittenAt, ShowsTheWordsOfTheFileItStandsIn) {
  const Scenario scenario{.file = "a.yaml", .files = {"a.yaml", "used.yaml"}};
  SourceLines lines(source);
  const WrittenAt at = written_at(step_at(1, 3), scenario, lines);
  EXPECT_EQ(at.file, "used.yaml");
  EXPECT_EQ(at.line, 3U);
  EXPECT_EQ(at.step, "2");
  EXPECT_EQ(at.intent, "late");
  EXPECT_EQ(at.text, "sent: m1");
  EXPECT_EQ(written_at(step_at(1, 4), scenario, lines).text, "read: m1");
}

TEST(WrittenAt, GoesWithoutWordsWhereTheFileIsNotKnown) {
  const Scenario scenario{.file = "a.yaml", .files = {"a.yaml", "used.yaml"}};
  SourceLines lines(source);
  SourceLines none(nullptr);
  EXPECT_EQ(written_at(step_at(0, 3), scenario, lines).text, "");
  EXPECT_EQ(written_at(step_at(0, 3), scenario, none).text, "");
  EXPECT_EQ(written_at(step_at(1, 99), scenario, lines).text, "");
  EXPECT_EQ(written_at(step_at(7, 3), scenario, lines).file, "a.yaml");
}

}  // namespace
}  // namespace ensaio
