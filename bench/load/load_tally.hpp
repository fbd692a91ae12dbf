#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "bench/load/load_arrivals.hpp"
#include "bench/load/load_figures.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

/// Callbacks that are looked at together.
struct LoadGroup {
  std::uint32_t phase = 0;
  std::uint32_t piece = 0;
  Kind kind{};
  auto operator<=>(const LoadGroup&) const = default;
};

/// Why callbacks were not answered, and how often; more than kMostReasons are put together.
using Reasons = std::map<std::string, std::uint64_t>;
inline constexpr std::size_t kMostReasons = 50;

/// Callbacks that nothing can have heard, see reached_nobody(): how many, and one of them.
struct Unheard {
  std::uint64_t times = 0;
  std::string url{};
  Ending ending{};
};

/// Everything that was counted. What threads counted adds up without loss.
struct LoadTotals {
  std::map<LoadGroup, std::unique_ptr<LoadFigures>> groups{};
  std::array<std::uint64_t, 1000> by_status{};
  Reasons reasons{};
  Unheard unheard{};

  void add(const LoadTotals& other);
  /// The sum of those groups that `wanted` says yes to.
  template <class Wanted>
  LoadFigures sum(Wanted wanted) const {
    LoadFigures all;
    for (const auto& [group, figures] : groups) {
      if (wanted(group)) all.add(*figures);
    }
    return all;
  }
  LoadFigures sum() const {
    return sum([](const LoadGroup&) { return true; });
  }
};

/// Counts what one thread's player tells. In steady state it allocates nothing. One thread.
class LoadTally {
 public:
  /// `ends`: when each phase is over, in order; what is due later belongs to the last. `pieces`
  /// must outlive it.
  LoadTally(const std::vector<LoadPiece>& pieces, std::vector<Offset> ends);

  void told(std::uint32_t piece, const Outcome& outcome);

  const LoadTotals& totals() const { return totals_; }
  // Of the callbacks that left: when the last was due, and when the last left; zero for none.
  Offset last_sent() const { return last_sent_; }
  /// What was counted since it was cleared last.
  LoadFigures& interval() { return interval_; }
  /// What was counted since it was taken last, by piece and kind: [piece * kKinds.size() + kind].
  std::vector<LoadRows> take_rows_by_kind();

 private:
  LoadFigures& figures(const LoadGroup& group);
  std::uint32_t phase_at(Offset due) const;
  /// Whether it was sent at all.
  static bool count(LoadRows& rows, bool failed, const Outcome& outcome);

  const std::vector<LoadPiece>& pieces_;
  const std::vector<Offset> ends_;
  std::vector<LoadFigures*> near_{};  ///< By phase, piece and kind; null: nothing came so far.
  LoadTotals totals_{};
  Offset last_sent_{};
  LoadFigures interval_{};
  std::vector<LoadRows> rows_by_kind_{};
};

/// Whether an outcome is not what was expected: the status that `line` expects, else 2xx, and
/// beside it the one that the scenario expects of all; and neither later than their `within`. What
/// was abandoned has not failed; other expectations are not looked at under load.
bool has_failed(const Line& line, const RunExpectation& run, const Outcome& outcome);

}  // namespace ensaio
