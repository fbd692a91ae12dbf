#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/streams.hpp"

namespace ensaio {

/// The words after the name of a sub-command.
using Arguments = std::vector<std::string>;

/// A sub-command: one file, one row in commands.cpp.
struct Command {
  std::string_view name{};
  std::string_view summary{};
  Exit (*act)(const Arguments& arguments, Streams& io) = nullptr;
};

std::span<const Command> commands();

/// The whole program but for main(): finds the sub-command and acts. `arguments` come without the
/// program's name.
Exit ensaio_main(const Arguments& arguments, Streams& io);

// The sub-commands, each in its own file.
Exit bench_command(const Arguments& arguments, Streams& io);
Exit check_command(const Arguments& arguments, Streams& io);
Exit demo_command(const Arguments& arguments, Streams& io);
Exit explain_command(const Arguments& arguments, Streams& io);
Exit fire_command(const Arguments& arguments, Streams& io);
Exit health_command(const Arguments& arguments, Streams& io);
Exit load_command(const Arguments& arguments, Streams& io);
Exit list_command(const Arguments& arguments, Streams& io);
Exit plan_command(const Arguments& arguments, Streams& io);
Exit run_command(const Arguments& arguments, Streams& io);
Exit schema_command(const Arguments& arguments, Streams& io);
Exit serve_command(const Arguments& arguments, Streams& io);
Exit show_command(const Arguments& arguments, Streams& io);
Exit sink_command(const Arguments& arguments, Streams& io);
Exit version_command(const Arguments& arguments, Streams& io);

}  // namespace ensaio
