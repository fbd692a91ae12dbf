#include <Poco/SAX/AttributesImpl.h>
#include <Poco/XML/XMLWriter.h>
#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/report/junit_cases.hpp"
#include "simulator/report/reports.hpp"
#include "simulator/report/visible.hpp"

// Poco's writer (1.11) escapes markup and white space in attributes, but throws at control
// characters, lets noncharacters pass, and at broken UTF-8 its document just ends: so all text goes
// through visible() first.

namespace ensaio {
namespace {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

constexpr std::size_t kMessageShown = 500;

/// `text` with nothing left in it that XML 1.0 forbids. Its lines stay lines.
std::string xml_text(std::string_view text) {
  std::string out;
  for (;;) {
    const auto end = text.find('\n');
    out += visible(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

/// In seconds, the same in every locale.
std::string seconds(Offset time) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  return fmt::format("{}.{:06}", us / 1'000'000, us % 1'000'000);
}

/// Of how many cases.
struct CaseCount {
  std::size_t all = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  Offset took{};

  void add(const JunitCase& one) {
    ++all;
    took += one.took;
    if (!one.red) return;
    ++(one.red->element == std::string_view("failure") ? failures : errors);
  }
  Attributes attributes() const {
    return {{"tests", std::to_string(all)},
            {"failures", std::to_string(failures)},
            {"errors", std::to_string(errors)},
            {"skipped", "0"},
            {"time", seconds(took)}};
  }
};

/// Writes elements; what is opened is closed by close().
class JunitWriter {
 public:
  explicit JunitWriter(std::ostream& out)
      : writer_(out,
                Poco::XML::XMLWriter::WRITE_XML_DECLARATION | Poco::XML::XMLWriter::PRETTY_PRINT) {
    writer_.setNewLine("\n");
    writer_.setIndent("  ");
    writer_.startDocument();
  }

  void open(const std::string& name, const Attributes& attributes) {
    Poco::XML::AttributesImpl listed;
    for (const auto& [key, value] : attributes) {
      listed.addAttribute("", "", std::string(key), "CDATA", xml_text(value));
    }
    writer_.startElement("", "", name, listed);
  }
  void text(std::string_view text) { writer_.characters(xml_text(text)); }
  void close(const std::string& name) { writer_.endElement("", "", name); }
  void end() { writer_.endDocument(); }

  void suite(const JunitCase& one) {
    CaseCount count;
    count.add(one);
    Attributes attributes = count.attributes();
    attributes.emplace_back("name", visible(one.name));
    open("testsuite", attributes);
    if (!one.properties.empty()) {
      open("properties", {});
      for (const auto& [name, value] : one.properties) {
        open("property", {{"name", std::string(name)}, {"value", value}});
        close("property");
      }
      close("properties");
    }
    test_case(one);
    close("testsuite");
  }

 private:
  void test_case(const JunitCase& one) {
    Attributes attributes{{"classname", visible(one.class_name)},
                          {"name", visible(one.name)},
                          {"time", seconds(one.took)}};
    if (!one.file.empty()) attributes.emplace_back("file", visible(one.file));
    open("testcase", attributes);
    if (one.red) {
      const std::string message(beginning(one.red->message, kMessageShown));
      open(one.red->element, {{"message", visible(message)}, {"type", visible(one.red->type)}});
      text(one.red->text);
      close(one.red->element);
    }
    close("testcase");
  }

  Poco::XML::XMLWriter writer_;
};

}  // namespace

void print_junit(const RunRecord& run, std::ostream& out) {
  CaseCount count;
  const std::size_t left_out = each_junit_case(run, [&](const JunitCase& one) { count.add(one); });
  const std::optional<JunitCase> whole = junit_case_of(run, left_out);
  if (whole) count.add(*whole);
  Attributes attributes = count.attributes();
  attributes.emplace_back("name", "ensaio");

  JunitWriter writer(out);
  writer.open("testsuites", attributes);
  each_junit_case(run, [&](const JunitCase& one) { writer.suite(one); });
  if (whole) writer.suite(*whole);
  writer.close("testsuites");
  writer.end();
}

}  // namespace ensaio
