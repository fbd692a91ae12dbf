#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "bench/load/load_report.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {

Exit schema_command(const Arguments& arguments, Streams& io) {
  std::vector<std::string> names;
  Options options("schema",
                  "Prints the JSON Schema of scenario files, for editors; or of a report.",
                  "  ensaio schema > ensaio.schema.json\n"
                  "  ensaio schema ensaio.load/1\n");
  options.words("NAME", names, "what a report calls its schema: ensaio.load/1");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (names.empty()) {
    io.out << json_schema();
  } else if (names.size() == 1 && names.front() == "ensaio.load/1") {
    io.out << load_json_schema();
  } else {
    return options.refuse(io, fmt::format("there is no schema '{}'; there is ensaio.load/1",
                                          visible(names.size() == 1 ? names.front() : names[1])));
  }
  return Exit::Passed;
}

}  // namespace ensaio
