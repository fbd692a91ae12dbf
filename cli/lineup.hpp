#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// The phones and message ids that a scenario's file spells out. A receiver would mix up two
/// tellings at once that share one; made ones differ.
std::set<std::string> written_names(const Scenario& scenario);

/// Whose calls a scenario that awaits or counts them hears: two at once would take each other's.
/// One that does not say its instance may come to hear any.
std::set<std::string> heard_instances(const Scenario& scenario);

/// Which telling of a run begins next: in the order of the files, round after round, so many at
/// once, and of those that share a written name one after the other. Tellings are numbered from 0
/// in that order.
class Lineup {
 public:
  /// `names` has the written names of each scenario of a round.
  Lineup(const std::vector<std::set<std::string>>& names, std::uint64_t rounds, std::size_t jobs);

  /// One after the other, each once.
  static Lineup of_one() { return {{{}}, 1, 1}; }

  /// The first that may begin now, nothing where none may before another is over. It stays the
  /// first until it has begun().
  std::optional<std::uint64_t> ready();
  void begun(std::uint64_t number);
  void over(std::uint64_t number);

  /// No more are to begin.
  void close() {
    closed_ = true;
    looked_ = false;
  }
  /// Whether none will begin any more.
  bool exhausted() const { return closed_ || (passed_over_.empty() && next_ == total_); }

  std::uint64_t total() const { return total_; }

 private:
  using Names = std::vector<std::size_t>;  ///< Each name that two scenarios share has a number.

  const Names& names_of(std::uint64_t number) const { return names_[number % names_.size()]; }
  bool may_begin(std::uint64_t number, std::vector<bool>& taken) const;
  std::optional<std::uint64_t> find_ready();

  std::vector<Names> names_;  ///< By scenario.
  std::size_t shared_ = 0;    ///< How many names there are.
  std::uint64_t total_ = 0;
  std::size_t jobs_ = 1;
  bool closed_ = false;
  std::uint64_t next_ = 0;                  ///< Never looked at so far.
  std::vector<std::uint64_t> passed_over_;  ///< Had to wait; in order.
  std::set<std::uint64_t> under_way_;
  bool looked_ = false;  ///< Since anything began or was over; then this was found:
  std::optional<std::uint64_t> ready_{};
};

}  // namespace ensaio
