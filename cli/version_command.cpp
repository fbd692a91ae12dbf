#include <CLI/Version.hpp>
#include <Poco/Version.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ostream>
#include <string>

#include "cli/commands.hpp"
#include "cli/options.hpp"

namespace ensaio {
namespace {

std::string compiler() {
#if defined(__clang__)
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("g++ {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

std::string poco_version() {
  return fmt::format("{}.{}.{}", POCO_VERSION >> 24, (POCO_VERSION >> 16) & 0xFF,
                     (POCO_VERSION >> 8) & 0xFF);
}

}  // namespace

Exit version_command(const Arguments& arguments, Streams& io) {
  Options options("version", "Prints the versions of ensaio, its parts and its formats.",
                  "  ensaio version\n"
                  "  ensaio --version\n");
  if (const auto done = options.parse(arguments, io)) return *done;
  io.out << "ensaio " ENSAIO_VERSION "\n"
         << fmt::format("compiler    {}\n", compiler())
         << fmt::format(
                "libraries   Poco {}, nlohmann/json {}.{}.{}, yaml-cpp {}, fmt {}.{}.{}, "
                "CLI11 {}\n",
                poco_version(), NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                NLOHMANN_JSON_VERSION_PATCH, ENSAIO_YAML_CPP_VERSION, FMT_VERSION / 10000,
                FMT_VERSION / 100 % 100, FMT_VERSION % 100, CLI11_VERSION)
         << "reads       scenario files of version 1\n"
         << "writes      ensaio.run/1\n";
  return Exit::Passed;
}

}  // namespace ensaio
