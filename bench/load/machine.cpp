#include "bench/load/machine.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <fstream>
#include <string_view>
#include <thread>

namespace ensaio {
namespace {

/// "model name	: AMD EPYC" of the first processor. ARM's kernel has no such line.
std::string cpu_model() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(':');
    if (!std::string_view(line).starts_with("model name") || colon == std::string::npos) continue;
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    if (begin != std::string::npos) return line.substr(begin);
  }
  return "unknown";
}

std::string kernel() {
  utsname names{};
  if (uname(&names) != 0) return "unknown";
  return std::string(names.sysname) + " " + names.release + " " + names.machine;
}

}  // namespace

Machine this_machine() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  const bool known = pages > 0 && page > 0;
  return {.cpu = cpu_model(),
          .kernel = kernel(),
          .cores = std::thread::hardware_concurrency(),
          .memory_mib = known ? static_cast<std::uint64_t>(pages) *
                                    static_cast<std::uint64_t>(page) / (1024U * 1024U)
                              : 0};
}

}  // namespace ensaio
