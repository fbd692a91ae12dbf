#include "simulator/grammar/grammar_table.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

#include "simulator/grammar/grammar_walk.hpp"
#include "simulator/grammar/scalar_form.hpp"
#include "tests/grammar/grammar_samples.hpp"
#include "tests/scenario/load_support.hpp"

namespace ensaio {
namespace {

using Tell = std::function<void(const Field&, const std::string& where)>;

void each_field(const Shape& shape, const std::string& where, std::set<const Shape*>& seen,
                const Tell& tell) {
  if (!seen.insert(&shape).second) return;
  for (const Field& field : shape.fields) {
    tell(field, where);
    each_field(*field.shape, where + "." + std::string(field.name), seen, tell);
  }
  for (const Shape* choice : shape.choices) each_field(*choice, where, seen, tell);
  if (shape.item != nullptr) each_field(*shape.item, where, seen, tell);
}

void each_field(const Tell& tell) {
  std::set<const Shape*> seen;
  for (const auto& row : kDocumentKinds) {
    each_field(document_shape(row.value), std::string(row.text), seen, tell);
  }
  for (const VerbRow& verb : verbs()) {
    const std::string where(verb.name());
    each_field(*verb.object, where, seen, tell);
    for (const ModifierSet* set : verb.modifiers) {
      if (set == nullptr) continue;
      for (const Field& field : set->fields) {
        tell(field, where);
        each_field(*field.shape, where + "." + std::string(field.name), seen, tell);
      }
    }
  }
}

TEST(GrammarTable, SaysOfEveryKeyWhatItIsInASentence) {
  std::size_t fields = 0;
  each_field([&](const Field& field, const std::string& where) {
    ++fields;
    EXPECT_TRUE(field.doc.ends_with('.')) << where << "." << field.name;
    EXPECT_FALSE(field.example.empty()) << where << "." << field.name;
  });
  EXPECT_GT(fields, 150u);
}

TEST(GrammarTable, SaysOfEveryVerbWhatItDoes) {
  for (const VerbRow& verb : verbs()) {
    EXPECT_TRUE(verb.doc.ends_with('.')) << verb.name();
    EXPECT_FALSE(verb.example.empty()) << verb.name();
  }
}

TEST(GrammarTable, HasAnExampleOfEveryWordThatKeepsToTheGrammar) {
  const auto samples = grammar_samples();
  EXPECT_GT(samples.size(), 600u);
  for (const Sample& sample : samples) {
    Problems problems;
    const auto trees = read_yaml(sample.text, "story.yaml", problems);
    ASSERT_EQ(trees.size(), 1u) << sample.word << "\n" << sample.text << all_told(problems);
    check_grammar(trees[0].root(), sample.kind, "story.yaml", problems);
    EXPECT_TRUE(problems.empty()) << sample.word << "\n" << sample.text << all_told(problems);
  }
}

TEST(GrammarTable, LetsNoModifierBeAVerb) {
  for (const VerbRow& verb : verbs()) {
    for (const VerbRow& other : verbs()) {
      EXPECT_EQ(modifier_of(verb, other.name()), nullptr) << verb.name() << " " << other.name();
    }
  }
}

TEST(GrammarTable, GivesEveryStepALabel) {
  for (const VerbRow& verb : verbs()) EXPECT_NE(modifier_of(verb, "label"), nullptr);
}

TEST(GrammarTable, NamesEveryShapeThatAMessageMayName) {
  each_field([](const Field& field, const std::string& where) {
    const Form form = field.shape->form;
    const bool composed =
        form == Form::List || form == Form::Map || form == Form::Record || form == Form::OneOf;
    EXPECT_TRUE(!composed || !field.shape->what.empty()) << where << "." << field.name;
  });
}

TEST(GrammarTable, HasNoWordThatYaml11ReadsAsABoolean) {
  const std::set<std::string_view> booleans{"y",  "Y",  "yes", "Yes", "YES", "n",   "N",   "no",
                                            "No", "NO", "on",  "On",  "ON",  "off", "Off", "OFF"};
  each_field([&](const Field& field, const std::string& where) {
    EXPECT_FALSE(booleans.contains(field.name)) << where;
    for (const auto word : field.shape->words) EXPECT_FALSE(booleans.contains(word)) << where;
  });
  for (const VerbRow& verb : verbs()) EXPECT_FALSE(booleans.contains(verb.name()));
}

}  // namespace
}  // namespace ensaio
