#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/packs.hpp"

namespace ensaio {

Exit show_command(const Arguments& arguments, Streams& io) {
  std::vector<std::string> names;
  Options options("show", "Prints a scenario that comes with ensaio, to read or to begin from.",
                  "  ensaio show basics/typing-then-paused\n"
                  "  ensaio show basics/typing-then-paused > mine.yaml\n");
  options.words("NAME", names, "of a scenario, as ensaio list names it");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (names.size() != 1) return options.refuse(io, "name one scenario; ensaio list names them all");
  const std::string& name = names.front();
  const std::vector<EmbeddedFile> files = pack(name);
  if (files.empty()) {
    return refuse(io, fmt::format("there is no '{}'{}", name, or_perhaps(name, pack_names())),
                  "ensaio list");
  }
  if (files.size() > 1) {
    std::string all;
    for (const EmbeddedFile& file : files) all += fmt::format(" {}", pack_name(file));
    complain(io.err, {.message = fmt::format("'{}' is a folder of scenarios; name one", name),
                      .hint = "there are:" + all});
    return Exit::Refused;
  }
  io.out << files.front().text;
  return Exit::Passed;
}

}  // namespace ensaio
