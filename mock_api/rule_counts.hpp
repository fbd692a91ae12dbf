#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/scenario/rules.hpp"

namespace ensaio {

/// What has been counted for rules: how often, since when, for whom. One for each instance and rule
/// book; a new one forgets. Whoever shares it between threads guards it.
class RuleCounts {
 public:
  /// Whether the answer of the rule at `index` is spoilt for a call at `now`; counts the call.
  bool spoils(std::size_t index, const AnswerRule& answer, Offset now);

  /// Whether the rule at `index` has its first registration; true once.
  bool is_first_registration(std::size_t index);

  /// Whether `phone`, that refuses once, has not done so yet; true once.
  bool refuses_now(const std::string& phone);

 private:
  struct Count {
    std::optional<Offset> since{};  ///< The first call that the rule matched.
    std::uint32_t spoilt = 0;
    Offset window_begin{};
    std::uint64_t in_window = 0;
    bool registered = false;
  };
  Count& count(std::size_t index);
  static bool is_beyond(const CallLimit& limit, Count& count, Offset now);

  std::vector<Count> counts_{};
  std::set<std::string, std::less<>> refused_{};
};

}  // namespace ensaio
