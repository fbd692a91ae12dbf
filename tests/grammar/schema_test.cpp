#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

#include "simulator/grammar/grammar.hpp"
#include "simulator/grammar/grammar_table.hpp"

namespace ensaio {
namespace {

using Json = nlohmann::json;

const Json& schema() {
  static const Json kSchema = Json::parse(json_schema());
  return kSchema;
}

void collect_refs(const Json& value, std::set<std::string>& refs) {
  if (value.is_object() && value.contains("$ref")) refs.insert(value["$ref"].get<std::string>());
  if (!value.is_structured()) return;
  for (const Json& inner : value) collect_refs(inner, refs);
}

TEST(Schema, SaysWhichDraftItIs) {
  EXPECT_EQ(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_TRUE(json_schema().ends_with("}\n"));
}

TEST(Schema, PointsOnlyAtWhatItHolds) {
  std::set<std::string> refs;
  collect_refs(schema(), refs);
  EXPECT_GT(refs.size(), 50u);
  for (const std::string& ref : refs) {
    ASSERT_TRUE(ref.starts_with("#/$defs/")) << ref;
    EXPECT_TRUE(schema()["$defs"].contains(ref.substr(8))) << ref;
  }
}

TEST(Schema, HoldsNothingThatNobodyPointsAt) {
  std::set<std::string> refs;
  collect_refs(schema(), refs);
  for (const auto& [name, shape] : schema()["$defs"].items()) {
    EXPECT_TRUE(refs.contains("#/$defs/" + name)) << name;
    EXPECT_TRUE(shape.is_object()) << name;
  }
}

TEST(Schema, OffersEveryVerbWithItsDescription) {
  for (const VerbRow& verb : verbs()) {
    const std::string name(verb.name());
    const Json& step = schema()["$defs"]["step_" + name];
    EXPECT_EQ(step["required"], Json::array({name}));
    EXPECT_EQ(step["additionalProperties"], false);
    EXPECT_TRUE(step["description"].get<std::string>().starts_with(verb.doc)) << name;
    EXPECT_TRUE(step["properties"].contains("label")) << name;
  }
}

TEST(Schema, KnowsEveryKindOfDocument) {
  EXPECT_EQ(schema()["anyOf"].size(), kDocumentKinds.size());
}

TEST(Schema, IsTheSameEachTime) { EXPECT_EQ(json_schema(), json_schema()); }

}  // namespace
}  // namespace ensaio
