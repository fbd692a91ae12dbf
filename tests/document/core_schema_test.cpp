#include "simulator/document/core_schema.hpp"

#include <gtest/gtest.h>

#include <string>

#include "simulator/document/problem.hpp"

namespace ensaio {
namespace {

std::string json(const std::string& text) {
  Problems problems;
  const auto trees = read_yaml("x: " + text + "\n", "x.yaml", problems);
  return trees.empty() ? "no tree" : json_text(*trees[0].root().find("x"));
}

TEST(CoreSchema, TurnsYamlIntoJson) {
  const std::pair<const char*, const char*> rows[] = {
      {"", "null"},
      {"~", "null"},
      {"null", "null"},
      {"Null", "null"},
      {"nULL", "\"nULL\""},
      {"true", "true"},
      {"TRUE", "true"},
      {"False", "false"},
      {"yes", "\"yes\""},
      {"\"true\"", "\"true\""},
      {"0", "0"},
      {"-0", "-0"},
      {"+12", "12"},
      {"007", "7"},
      {"0x1F", "31"},
      {"0o17", "15"},
      {"0xg", "\"0xg\""},
      {"1_000", "\"1_000\""},
      {"12345678901234567890", "12345678901234567890"},
      {"1.50", "1.50"},
      {".5", "0.5"},
      {"-.5", "-0.5"},
      {"1.", "1.0"},
      {"+1.5e3", "1.5e3"},
      {"1e3", "1e3"},
      {"1e", "\"1e\""},
      {".", "\".\""},
      {"1.2.3", "\"1.2.3\""},
      {".inf", "null"},
      {"-.INF", "null"},
      {".nan", "null"},
      {"2s..5s", "\"2s..5s\""},
      {"a \"b\"", "\"a \\\"b\\\"\""},
      {"[]", "[]"},
      {"[1, [a], {}]", "[1,[\"a\"],{}]"},
      {"{ b: 1, a: { c: [] } }", R"({"b":1,"a":{"c":[]}})"},
      {"{ 1: x, true: y }", R"({"1":"x","true":"y"})"},
  };
  for (const auto& [yaml, expected] : rows) EXPECT_EQ(json(yaml), expected) << yaml;
}

}  // namespace
}  // namespace ensaio
