#include <Poco/SAX/AttributesImpl.h>
#include <Poco/XML/XMLWriter.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/report/failure_text.hpp"
#include "simulator/report/reports.hpp"
#include "simulator/report/visible.hpp"

// What is a test case? One telling of one scenario: that is what a person names, repeats and
// mends. GitLab compares cases between branches by classname and name, and takes only the first of
// two that have both in common, so a name must be the same in every run and unique within one:
// steps are not (they are repeated, and a new one moves those below it), and a thousand green
// checks would hide the red one. Each case stands in a suite of its own, because seed, plan hash
// and dialect belong to the telling, and suites are where every reader looks for properties.
//
// Poco's writer escapes markup and white space in attributes, but throws at control characters,
// lets noncharacters pass and replaces broken UTF-8 silently: so all text goes through visible().

namespace ensaio {
namespace {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

constexpr std::size_t kMostCases = 20'000;  // GitLab takes no file over 30 MB.
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

/// "scenarios/late.yaml" as Jenkins groups by folder: "scenarios.late".
std::string class_name(const std::string& file) {
  if (file == "-") return "standard-input";
  std::string_view path = file;
  for (const std::string_view ending : {".yaml", ".yml"}) {
    if (path.size() > ending.size() && path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  path.remove_prefix(std::min(path.find_first_not_of("./"), path.size()));
  std::string name = visible(path);
  std::replace(name.begin(), name.end(), '.', '_');
  std::replace(name.begin(), name.end(), '/', '.');
  return name.empty() ? "scenarios" : name;
}

/// Why a case is not green. A verdict that is no failure is an error, never "skipped": a reader
/// would count that as well.
struct RedCase {
  const char* element = "failure";
  std::string type{};
  std::string message{};
  std::string text{};
};

struct JunitCase {
  std::string class_name{};
  std::string name{};
  std::string file{};
  Offset took{};
  Attributes properties{};
  std::optional<RedCase> red{};
};

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

std::optional<RedCase> red_case(const ScenarioRecord& scenario) {
  if (scenario.verdict == Verdict::Pass) return std::nullopt;
  RedCase red{.type = std::string(kVerdicts.text(scenario.verdict))};
  if (scenario.verdict != Verdict::Fail) red.element = "error";
  const auto first =
      std::find_if(scenario.checks.begin(), scenario.checks.end(),
                   [&scenario](const Check& check) { return check.verdict == scenario.verdict; });
  if (first != scenario.checks.end()) {
    red.message = first->message;
    if (scenario.verdict == Verdict::Fail) red.type = first->what;
  }
  if (red.message.empty()) {
    red.message = fmt::format("{}: {} of {} callbacks were sent", kVerdicts.text(scenario.verdict),
                              scenario.account.sent, scenario.account.planned);
  }
  std::ostringstream text;
  text << '\n';
  print_failure(scenario, {}, text);
  print_again(scenario, {}, text);
  red.text = text.str();
  return red;
}

/// The case of the run itself, where it went wrong beyond what its scenarios tell: else a run that
/// was interrupted between two of them would look green.
std::optional<JunitCase> run_case(const RunRecord& run, std::size_t left_out) {
  constexpr int kPassed = 0;
  constexpr int kFailed = 1;
  constexpr int kInconclusive = 4;
  const bool told = run.exit == kPassed || run.exit == kFailed || run.exit == kInconclusive;
  if (told && left_out == 0) return std::nullopt;
  JunitCase whole{.class_name = "ensaio", .name = "the whole run"};
  std::string text;
  if (left_out > 0) {
    text = fmt::format("{} more scenarios were left out of this file, which holds {}\n", left_out,
                       kMostCases);
  }
  for (const std::string& aside : run.asides) text += aside + '\n';
  if (told) {
    whole.properties.emplace_back("note", text);
    return whole;
  }
  const bool interrupted = run.verdict == Verdict::Interrupted;
  whole.red = {
      .element = "error",
      .type = interrupted ? "interrupted" : "environment",
      .message = fmt::format("the run {} (exit code {})",
                             interrupted ? "was interrupted" : "could not be completed", run.exit),
      .text = text};
  return whole;
}

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
    Attributes attributes{
        {"classname", one.class_name}, {"name", visible(one.name)}, {"time", seconds(one.took)}};
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

/// Makes the cases of a run, each name once.
class JunitCases {
 public:
  explicit JunitCases(const RunRecord& run) : run_(run) {}

  JunitCase next(const ScenarioRecord& scenario) {
    const std::size_t told = ++tellings_[scenario.name];
    JunitCase one{.class_name = class_name(scenario.file),
                  .name = scenario.name,
                  .file = scenario.file == "-" ? "" : scenario.file,
                  .took = scenario.took,
                  .properties = {{"seed", std::to_string(scenario.seed)},
                                 {"plan", scenario.plan_hash},
                                 {"dialect", scenario.dialect},
                                 {"clock", scenario.clock},
                                 {"version", run_.version},
                                 {"target", run_.target}},
                  .red = red_case(scenario)};
    if (told > 1) one.name += fmt::format(" ({})", told);
    return one;
  }

 private:
  const RunRecord& run_;
  std::map<std::string, std::size_t> tellings_;
};

/// Calls `tell` with each case that has its place: all that did not pass, then as many as there
/// is room for. How many had none.
template <class Tell>
std::size_t each_case(const RunRecord& run, const Tell& tell) {
  auto red = static_cast<std::size_t>(
      std::count_if(run.scenarios.begin(), run.scenarios.end(),
                    [](const auto& scenario) { return scenario.verdict != Verdict::Pass; }));
  std::size_t red_left = std::min(red, kMostCases);
  std::size_t green_left = kMostCases - red_left;
  std::size_t left_out = 0;
  JunitCases cases(run);
  for (const ScenarioRecord& scenario : run.scenarios) {
    std::size_t& left = scenario.verdict == Verdict::Pass ? green_left : red_left;
    const JunitCase one = cases.next(scenario);
    if (left == 0) {
      ++left_out;
      continue;
    }
    --left;
    tell(one);
  }
  return left_out;
}

}  // namespace

void print_junit(const RunRecord& run, std::ostream& out) {
  CaseCount count;
  const std::size_t left_out = each_case(run, [&](const JunitCase& one) { count.add(one); });
  const std::optional<JunitCase> whole = run_case(run, left_out);
  if (whole) count.add(*whole);
  Attributes attributes = count.attributes();
  attributes.emplace_back("name", "ensaio");

  JunitWriter writer(out);
  writer.open("testsuites", attributes);
  each_case(run, [&](const JunitCase& one) { writer.suite(one); });
  if (whole) writer.suite(*whole);
  writer.close("testsuites");
  writer.end();
}

}  // namespace ensaio
