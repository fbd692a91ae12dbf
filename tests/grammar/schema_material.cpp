// Prints what schema_check.py checks: the JSON Schema in one line, then every document that the
// grammar accepts, one JSON text per line: all of the files given, an example of every word of the
// language, the examples of the codes, and variations of all these.
//
//   schema_material FILE...

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

#include "simulator/document/codes.hpp"
#include "simulator/document/core_schema.hpp"
#include "simulator/grammar/code_pages.hpp"
#include "simulator/grammar/grammar.hpp"
#include "tests/grammar/grammar_samples.hpp"

namespace {

using namespace ensaio;
using Json = nlohmann::ordered_json;

/// What may be written where something else was: of every type, and at the edges of most forms.
constexpr std::string_view kOdd[] = {"",
                                     "null",
                                     "true",
                                     "no",
                                     "0",
                                     "1",
                                     "-1",
                                     "2",
                                     "100",
                                     "599",
                                     "600",
                                     "1000001",
                                     "0x10",
                                     "1.5",
                                     "1e3",
                                     "\"\"",
                                     "\" \"",
                                     "\"3\"",
                                     "\"true\"",
                                     "x",
                                     "-x",
                                     "caf\u00e9",
                                     "\"a b\"",
                                     "a.b",
                                     "\u00e9-1",
                                     "250ms",
                                     "0s",
                                     "1.5us",
                                     "1000h",
                                     "1001h",
                                     "2s..5s",
                                     "5s..2s",
                                     "10%",
                                     "100%",
                                     "0.5%",
                                     "50/s",
                                     "5/m..0/h",
                                     "7B",
                                     "4KiB",
                                     "1GiB/s",
                                     "2xx",
                                     "5XX",
                                     "none",
                                     "timeout",
                                     "+10",
                                     "-5",
                                     "\"+7\"",
                                     "/a",
                                     "/a~0b/c~1d",
                                     "/a~2",
                                     "a/b",
                                     "\"5544\"",
                                     "\"5@lid\"",
                                     "\"5-group\"",
                                     "status@broadcast",
                                     "real",
                                     "x10",
                                     "x0.5",
                                     "now",
                                     "2026-01-01T00:00:00Z",
                                     "2026-01-01T00:00:00.5-03:00",
                                     "http://a",
                                     "https://[::1]:8443/x?y",
                                     "\"{{ target }}/x\"",
                                     "[]",
                                     "[1]",
                                     "[x, y]",
                                     "[[a, b]]",
                                     "{}",
                                     "{ x: 1 }",
                                     "{ p50: 1s, p99: 2s }",
                                     "{ status: 200 }",
                                     "connected",
                                     "[connected]",
                                     "{ sent: m1 }",
                                     "[{ sent: m1 }]",
                                     "{ lose-answer: }",
                                     "\"1-2-group\"",
                                     "\"2xx\"",
                                     "\"200\""};

std::set<std::string>& printed() {
  static std::set<std::string> lines;
  return lines;
}

/// Prints the documents of a text that keep to the grammar. False where any does not.
bool print_accepted(const std::string& text, std::optional<DocumentKind> known) {
  Problems problems;
  const auto trees = read_yaml(text, "-", problems);
  if (has_errors(problems)) return false;
  for (const Tree& tree : trees) {
    const Node document = tree.root();
    const auto kind = known ? known : document_kind(document, "-", problems);
    if (kind) check_grammar(document, *kind, "-", problems);
    if (has_errors(problems)) return false;
    if (const auto line = json_text(document); printed().insert(line).second) {
      std::cout << line << "\n";
    }
  }
  return true;
}

/// Every node of `document` in turn replaced by every odd value, each place of the language once.
void print_variations(const Json& document, DocumentKind kind) {
  static std::set<std::string> places;
  const Json flat = document.flatten();
  std::set<std::string> pointers;
  for (const auto& [leaf, value] : flat.items()) {
    for (Json::json_pointer at(leaf); !at.empty(); at.pop_back()) pointers.insert(at.to_string());
  }
  for (const std::string& pointer : pointers) {
    if (!places.insert(std::to_string(static_cast<int>(kind)) + pointer).second) continue;
    Json varied = document;
    varied[Json::json_pointer(pointer)] = "@odd@";
    const std::string text = varied.dump();
    const std::size_t at = text.find("\"@odd@\"");
    for (const std::string_view odd : kOdd) {
      // A space, for in JSON's style a value may follow the colon at once.
      print_accepted(std::string(text).replace(at, 7, " " + std::string(odd) + " "), kind);
    }
  }
}

bool print_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const bool project = path.filename() == "ensaio.yaml";
  return print_accepted(text, project ? std::optional(DocumentKind::Project) : std::nullopt);
}

}  // namespace

int main(int argc, char** argv) {
  std::cout << nlohmann::json::parse(json_schema()).dump() << "\n";
  for (int i = 1; i < argc; ++i) {
    const bool accepted = print_file(argv[i]);
    const bool shipped = std::string_view(argv[i]).find("/problems/") == std::string_view::npos;
    if (accepted || !shipped) continue;
    std::cerr << argv[i] << ": the grammar refuses it\n";
    return 1;
  }
  for (const CodePage& page : code_pages()) {
    print_accepted(std::string(page.bad), std::nullopt);
    print_accepted(std::string(page.good), std::nullopt);
  }
  for (const Sample& sample : grammar_samples()) {
    Problems problems;
    const auto trees = read_yaml(sample.text, "-", problems);
    print_accepted(sample.text, sample.kind);
    print_variations(Json::parse(json_text(trees.at(0).root())), sample.kind);
  }
}
