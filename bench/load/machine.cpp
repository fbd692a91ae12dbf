#include "bench/load/machine.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace ensaio {
namespace {

/// The value of the first line of /proc/cpuinfo with one of these names; x86 has the first, others
/// have one of the rest.
std::string cpu_name() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) continue;
    const bool named = line.starts_with("model name") || line.starts_with("Hardware") ||
                       line.starts_with("CPU implementer");
    if (named) return line.substr(colon + 2);
  }
  return "";
}

std::uint64_t memory() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return 0;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page) / 1024;
}

std::string kernel() {
  utsname names{};
  if (uname(&names) != 0) return "";
  return std::string(names.sysname) + " " + names.release + " " + names.machine;
}

}  // namespace

MachineFacts machine_facts() {
  return {.cpu = cpu_name(),
          .cores = std::thread::hardware_concurrency(),
          .memory_kib = memory(),
          .kernel = kernel()};
}

std::string cpu_governor() {
  std::ifstream in("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  std::string governor;
  std::getline(in, governor);
  return governor;
}

}  // namespace ensaio
