#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problem_report.hpp"
#include "cli/repertoire.hpp"
#include "simulator/document/problem_text.hpp"

namespace ensaio {
namespace {

void print_text(const Repertoire& repertoire, Streams& io) {
  print_problems(repertoire.problems, repertoire.source(), io.err);
  const bool wrong = has_errors(repertoire.problems);
  (wrong ? io.err : io.out) << closing_line(repertoire) << (wrong ? " Nothing was sent." : "")
                            << '\n';
}

}  // namespace

Exit check_command(const Arguments& arguments, Streams& io) {
  std::vector<std::string> files;
  std::string format = "text";
  Options options("check", "Finds every mistake in scenario files, all at once. Sends nothing.",
                  "  ensaio check pack:all\n"
                  "  ensaio show basics/three-ticks | ensaio check - --format json\n");
  options.words("FILE", files, "scenario files, directories, pack:NAME, or - for stdin");
  options.value("--format", format, "text, json, or github for annotations",
                Options::Variable::OfThisCommand);
  if (const auto done = options.parse(arguments, io)) return *done;
  if (files.empty()) {
    return options.refuse(io, "name a scenario file, a directory, pack:NAME, or -");
  }
  if (format != "text" && format != "json" && format != "github") {
    return options.refuse(io, "--format: '" + format + "' is none of text, json, github");
  }
  const Repertoire repertoire = read_repertoire(read_inputs(files, Folders::Taken, io.in), {});
  if (format == "json") {
    print_problems_json(repertoire.problems, io.out);
  } else if (format == "github") {
    print_problems_github(repertoire.problems, io.out);
    io.err << closing_line(repertoire) << '\n';
  } else {
    print_text(repertoire, io);
  }
  return has_errors(repertoire.problems) ? Exit::Refused : Exit::Passed;
}

}  // namespace ensaio
