#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "cli/complaint.hpp"

namespace ensaio {
namespace {

constexpr std::array kCommands{
    Command{"run", "play scenarios at a receiver, judge and report", run_command},
    Command{"check", "find every mistake in scenario files; send nothing", check_command},
    Command{"plan", "print what would be sent and when; send nothing", plan_command},
    Command{"list", "list scenarios: of files, or those that come with ensaio", list_command},
    Command{"show", "print a scenario that comes with ensaio", show_command},
    Command{"explain", "explain an error code, such as S012", explain_command},
    Command{"schema", "print the JSON Schema of scenario files, for editors", schema_command},
    Command{"fire", "send one callback, now", fire_command},
    Command{"load", "play whole conversations at a rate, and measure", load_command},
    Command{"bench", "look for the highest rate that a receiver holds", bench_command},
    Command{"sink", "listen as a receiver without mistakes; answers as told", sink_command},
    Command{"serve", "stand where the provider stands: webhooks, messages, callbacks",
            serve_command},
    Command{"health", "whether a server is ready; for wait loops and HEALTHCHECK", health_command},
    Command{"demo", "play three scenarios at a built-in receiver; no arguments", demo_command},
    Command{"version", "print the versions of ensaio and its parts", version_command},
};

/// Sub-commands of versions to come.
constexpr std::array<std::string_view, 9> kLater{
    "completion", "explore", "shrink", "record", "import", "replay", "merge", "report", "worker"};

void print_help(std::ostream& out) {
  out << "Ensaio rehearses a WhatsApp gateway (Z-API, Plugchat): it plays scripted webhook\n"
         "callbacks at your receiver, judges its answers, and repeats any failure.\n\n"
         "Usage: ensaio COMMAND [OPTIONS]\n\nCommands:\n";
  for (const Command& command : kCommands) {
    out << fmt::format("  {:<9} {}\n", command.name, command.summary);
  }
  out << "\nBegin with:\n  ensaio demo\n  ensaio run --help\n";
}

Exit unknown(const std::string& name, Streams& io) {
  if (std::find(kLater.begin(), kLater.end(), name) != kLater.end()) {
    return refuse(io, fmt::format("'{}' is not yet available in this version", name), "ensaio");
  }
  std::vector<std::string_view> names;
  for (const Command& command : kCommands) names.push_back(command.name);
  return refuse(io, fmt::format("unknown command '{}'{}", name, or_perhaps(name, names)), "ensaio");
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

Exit ensaio_main(const Arguments& arguments, Streams& io) {
  if (arguments.empty()) {
    print_help(io.err);
    return Exit::Refused;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_help(io.out);
    return Exit::Passed;
  }
  if (name == "--version") return version_command({}, io);
  const auto* command =
      std::find_if(kCommands.begin(), kCommands.end(),
                   [&name](const Command& candidate) { return candidate.name == name; });
  if (command == kCommands.end()) return unknown(name, io);
  return command->act(Arguments(arguments.begin() + 1, arguments.end()), io);
}

}  // namespace ensaio
