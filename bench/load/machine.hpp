#pragma once

#include <cstdint>
#include <string>

namespace ensaio {

/// What figures were measured on; empty or 0 where the system does not say.
struct MachineFacts {
  std::string cpu{};  ///< "Intel(R) Xeon(R) Processor".
  unsigned cores = 0;
  std::uint64_t memory_kib = 0;
  std::string kernel{};  ///< "Linux 6.1.0-18-amd64 x86_64".
};

MachineFacts machine_facts();

/// How the first core's clock is governed: "performance", "powersave"; empty where the system does
/// not say, as in most virtual machines.
std::string cpu_governor();

}  // namespace ensaio
