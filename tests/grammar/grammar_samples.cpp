#include "tests/grammar/grammar_samples.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "simulator/grammar/grammar_walk.hpp"

namespace ensaio {
namespace {

using Put = std::function<std::string(const std::string& value)>;

std::string key_sample(const Shape& key) {
  switch (key.form) {
    case Form::Word:
      return std::string(key.words.front());
    case Form::Pointer:
      return "/a";
    case Form::HeaderName:
      return "x-test";
    default:
      return "abc";
  }
}

std::string pair(const Field& field, const std::string& value) {
  return std::string(field.name) + ": " + value;
}

/// The fields that must stand beside `wanted` for a whole record.
std::vector<const Field*> company(std::span<const Field> fields, const Field& wanted) {
  std::vector<const Field*> chosen{&wanted};
  const auto add = [&](const Field& field) {
    if (std::ranges::find(chosen, &field) == chosen.end()) chosen.push_back(&field);
  };
  const auto beside = wanted.beside.substr(0, wanted.beside.find(' '));
  if (const Field* other = field_of(fields, beside)) add(*other);
  const bool chose =
      std::ranges::any_of(chosen, [](const Field* field) { return field->need == Need::OneOf; });
  for (const Field& field : fields) {
    if (field.need == Need::Required) add(field);
  }
  const auto one = std::ranges::find(fields, Need::OneOf, &Field::need);
  if (!chose && one != fields.end()) add(*one);
  chosen.erase(chosen.begin());
  return chosen;
}

/// Goes through the shapes and writes a document for every word it meets.
class Samples {
 public:
  std::vector<Sample> all() {
    for (const auto& row : kDocumentKinds) {
      kind_ = row.value;
      record(
          document_shape(row.value), std::string(row.text), [](const auto& v) { return v; },
          /*separator=*/"\n");
    }
    kind_ = DocumentKind::Scenario;
    for (const VerbRow& verb : verbs()) step(verb);
    return std::move(samples_);
  }

 private:
  void step(const VerbRow& verb) {
    const std::string name(verb.name());
    const auto document = [](const std::string& inner) {
      return "scenario: x\nsteps:\n  - { " + inner + " }\n";
    };
    samples_.push_back({name, document(name + ": " + std::string(verb.example)), kind_});
    visit(*verb.object, name, [&](const auto& value) { return document(name + ": " + value); });
    for (const ModifierSet* set : verb.modifiers) {
      if (set == nullptr) continue;
      const std::string start = name + ": " + std::string(verb.example) + ", ";
      fields(
          set->fields, name, [&](const auto& inner) { return document(start + inner); }, ", ");
    }
  }

  void fields(std::span<const Field> fields, const std::string& word, const Put& put,
              const std::string& separator) {
    for (const Field& field : fields) {
      std::string others;
      for (const Field* other : company(fields, field)) {
        others += separator + pair(*other, std::string(other->example));
      }
      const std::string path = word + "." + std::string(field.name);
      samples_.push_back({path, put(pair(field, std::string(field.example)) + others), kind_});
      visit(*field.shape, path,
            [&](const auto& value) { return put(pair(field, value) + others); });
    }
  }

  void record(const Shape& shape, const std::string& word, const Put& put,
              const std::string& separator) {
    fields(shape.fields, word, put, separator);
  }

  void visit(const Shape& shape, const std::string& word, const Put& put) {
    const bool again = !shape.def.empty() && !inside_.insert(&shape).second;
    if (again) return;
    if (shape.form == Form::Record) {
      record(
          shape, word, [&](const auto& inner) { return put("{ " + inner + " }"); }, ", ");
    } else if (shape.form == Form::List && shape.least <= 1) {
      visit(*shape.item, word, [&](const auto& value) { return put("[" + value + "]"); });
    } else if (shape.form == Form::Map) {
      const std::string key = key_sample(*shape.key);
      visit(*shape.item, word,
            [&](const auto& value) { return put("{ " + key + ": " + value + " }"); });
    } else if (shape.form == Form::Word) {
      for (const auto text : shape.words) {
        samples_.push_back({word + " " + std::string(text), put(std::string(text)), kind_});
      }
    }
    for (const Shape* choice : shape.choices) visit(*choice, word, put);
    inside_.erase(&shape);
  }

  DocumentKind kind_{};
  std::vector<Sample> samples_{};
  std::set<const Shape*> inside_{};
};

}  // namespace

std::vector<Sample> grammar_samples() { return Samples().all(); }

}  // namespace ensaio
