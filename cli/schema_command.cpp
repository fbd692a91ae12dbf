#include <ostream>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "simulator/scenario/grammar.hpp"

namespace ensaio {

Exit schema_command(const Arguments& arguments, Streams& io) {
  Options options("schema", "Prints the JSON Schema of scenario files, for editors.",
                  "  ensaio schema\n"
                  "  ensaio schema > ensaio.schema.json\n");
  if (const auto done = options.parse(arguments, io)) return *done;
  io.out << json_schema();
  return Exit::Passed;
}

}  // namespace ensaio
