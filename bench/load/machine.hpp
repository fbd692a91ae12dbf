#pragma once

#include <cstdint>
#include <string>

namespace ensaio {

/// What a measurement was made on.
struct Machine {
  std::string cpu{};     ///< Its model, as the kernel names it; "unknown" where it does not.
  std::string kernel{};  ///< "Linux 6.1.0 x86_64".
  unsigned cores = 0;    ///< That this process may use.
  std::uint64_t memory_mib = 0;
};

/// This one.
Machine this_machine();

}  // namespace ensaio
