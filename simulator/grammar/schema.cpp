#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

#include "simulator/grammar/grammar_table.hpp"
#include "simulator/grammar/scalar_form.hpp"

namespace ensaio {
namespace {

using Json = nlohmann::ordered_json;

Json strings(std::span<const std::string_view> words) {
  Json list = Json::array();
  for (const std::string_view word : words) list.push_back(std::string(word));
  return list;
}

/// The schema of all documents, as it is written shape by shape. The parser may refuse more than
/// the schema does (names, limits, what stands beside what), never less.
class SchemaWriter {
 public:
  Json schema();

 private:
  Json of(const Shape& shape);
  Json written(const Shape& shape);
  Json scalar(const Shape& shape);
  Json list(const Shape& shape);
  Json map(const Shape& shape);
  Json record(const Shape& shape);
  Json choice(const Shape& shape);
  Json step();
  Json step(const VerbRow& verb);
  Json property(const Field& field);
  void add_modifiers(Json& object, const ModifierSet& set);
  void add_fields(Json& object, std::span<const Field> fields);

  Json defs_ = Json::object();
};

Json SchemaWriter::of(const Shape& shape) {
  if (shape.def.empty()) return written(shape);
  const std::string name(shape.def);
  if (!defs_.contains(name)) {
    defs_[name] = true;  // Stands here while the shape, which may hold itself, is written.
    Json made = written(shape);
    defs_[name] = std::move(made);
  }
  return {{"$ref", "#/$defs/" + name}};
}

Json SchemaWriter::written(const Shape& shape) {
  switch (shape.form) {
    case Form::List:
      return list(shape);
    case Form::Map:
      return map(shape);
    case Form::Record:
      return record(shape);
    case Form::OneOf:
      return choice(shape);
    case Form::Step:
      return step();
    default:
      return scalar(shape);
  }
}

Json SchemaWriter::scalar(const Shape& shape) {
  switch (shape.form) {
    case Form::Json:
      return Json::object();
    case Form::Nothing:
      return {{"type", "null"}};
    case Form::Boolean:
      return {{"type", "boolean"}};
    case Form::True:
      return {{"const", true}};
    case Form::Version:
      return {{"const", 1}};
    case Form::Integer:
      return {{"type", "integer"}, {"minimum", shape.least}, {"maximum", shape.most}};
    case Form::Word:
      return {{"enum", strings(shape.words)}};
    case Form::Status: {
      Json made{
          {"anyOf", Json::array({{{"type", "integer"}, {"minimum", 100}, {"maximum", 599}},
                                 {{"type", "string"}, {"pattern", "^[1-5](xx|[0-9]{2})$"}}})}};
      if (!shape.words.empty()) made["anyOf"].push_back({{"enum", strings(shape.words)}});
      return made;
    }
    default:
      break;
  }
  const ScalarForm& form = *scalar_form(shape.form);
  Json made{{"type", "string"}};
  if (form.form == Form::Shift) made["type"] = Json::array({"string", "integer"});  // +10, -5
  if (!form.pattern.empty()) made["pattern"] = std::string(form.pattern);
  return made;
}

Json SchemaWriter::list(const Shape& shape) {
  Json made{{"type", "array"}, {"items", of(*shape.item)}};
  if (shape.least > 0) made["minItems"] = shape.least;
  if (shape.most != Shape{}.most) made["maxItems"] = shape.most;
  return made;
}

Json SchemaWriter::map(const Shape& shape) {
  Json made{{"type", "object"}};
  if (shape.least > 0) made["minProperties"] = shape.least;
  if (shape.key->form == Form::Word) {  // As properties, which editors can complete.
    for (const std::string_view word : shape.key->words) {
      made["properties"][std::string(word)] = of(*shape.item);
    }
    made["additionalProperties"] = false;
    return made;
  }
  made["propertyNames"] = of(*shape.key);
  made["additionalProperties"] = of(*shape.item);
  return made;
}

Json SchemaWriter::property(const Field& field) {
  Json made = of(*field.shape);
  made["description"] = std::string(field.doc) + " Example: " + std::string(field.name) + ": " +
                        std::string(field.example);
  return made;
}

/// Puts properties, and what stands beside what, into the schema of an object.
void SchemaWriter::add_fields(Json& object, std::span<const Field> fields) {
  for (const Field& field : fields) {
    const std::string name(field.name);
    object["properties"][name] = property(field);
    Json others = Json::array();
    for (const Field& other : fields) {
      const std::string padded = " " + std::string(field.beside) + " ";
      if (padded.find(" " + std::string(other.name) + " ") == std::string::npos) continue;
      others.push_back({{"required", Json::array({std::string(other.name)})}});
    }
    if (!others.empty()) object["dependentSchemas"][name]["anyOf"] = std::move(others);
  }
}

/// The modifiers of many verbs are written once.
void SchemaWriter::add_modifiers(Json& object, const ModifierSet& set) {
  add_fields(object, set.fields);
  if (&set != &modifiers::kNamed && &set != &modifiers::kSend) return;
  for (const Field& field : set.fields) {
    const std::string name(field.name);
    Json& written = object["properties"][name];
    defs_["modifier_" + name] = std::move(written);
    written = {{"$ref", "#/$defs/modifier_" + name}};
  }
}

Json SchemaWriter::record(const Shape& shape) {
  Json made{{"type", "object"}};
  Json required = Json::array();
  Json choices = Json::array();
  add_fields(made, shape.fields);
  for (const Field& field : shape.fields) {
    const std::string name(field.name);
    if (field.need == Need::Required) required.push_back(name);
    if (field.need == Need::OneOf) choices.push_back({{"required", Json::array({name})}});
  }
  if (!required.empty()) made["required"] = std::move(required);
  if (!choices.empty()) made["oneOf"] = std::move(choices);
  if (shape.least > 0) made["minProperties"] = shape.least;
  if (shape.most != Shape{}.most) made["maxProperties"] = shape.most;
  made["additionalProperties"] = shape.item == nullptr ? Json(false) : of(*shape.item);
  return made;
}

Json SchemaWriter::choice(const Shape& shape) {
  Json made{{"anyOf", Json::array()}};
  for (const Shape* one : shape.choices) made["anyOf"].push_back(of(*one));
  return made;
}

Json SchemaWriter::step() {
  Json bare = Json::array();
  Json steps = Json::array();
  for (const VerbRow& verb : verbs()) {
    if (verb.bare) bare.push_back(std::string(verb.name()));
    const std::string name = "step_" + std::string(verb.name());
    defs_[name] = step(verb);
    steps.push_back({{"$ref", "#/$defs/" + name}});
  }
  steps.push_back({{"enum", std::move(bare)}});
  return {{"anyOf", std::move(steps)}};
}

Json SchemaWriter::step(const VerbRow& verb) {
  const std::string name(verb.name());
  const std::string doc =
      std::string(verb.doc) + " Example: " + name + ": " + std::string(verb.example);
  Json object = of(*verb.object);
  if (verb.bare) object = {{"anyOf", Json::array({std::move(object), {{"type", "null"}}})}};
  object["description"] = doc;

  Json made{{"type", "object"}, {"description", doc}};
  made["properties"][name] = std::move(object);
  for (const ModifierSet* set : verb.modifiers) {
    if (set != nullptr) add_modifiers(made, *set);
  }
  made["required"] = Json::array({name});
  made["additionalProperties"] = false;
  return made;
}

Json SchemaWriter::schema() {
  Json documents = Json::array();
  for (const auto& row : kDocumentKinds) documents.push_back(of(document_shape(row.value)));
  Json made{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "Ensaio"},
      {"description", "Scenarios, load profiles, rules, accounts, oracles and project files."},
      {"anyOf", std::move(documents)}};
  made["$defs"] = std::move(defs_);
  return made;
}

}  // namespace

std::string json_schema() { return SchemaWriter().schema().dump(2) + "\n"; }

}  // namespace ensaio
