#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulator/timeline/marking.hpp"
#include "simulator/timeline/said.hpp"
#include "simulator/timeline/script.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {

/// Makes lines of a script from what its steps say: cuts texts with marks into fragments. What is
/// equal is kept once.
class Press {
 public:
  /// All three must outlive it.
  Press(const Scenario& scenario, Marking& marking, Script& script);

  /// The line of one thing that `step` says, without the number of its step. Error: a problem
  /// without its place.
  Result<Line, Problem> line(const Step& step, const Said& said);

  /// What the application is waited for, without the number of its step, and what it is to have
  /// called in the end. Error: the same.
  Result<Await, Problem> await(const AwaitStep& step);
  Result<CallTally, Problem> tally(const ExpectedCalls& expected);

 private:
  Result<CallMatch, Problem> match(const CallPattern& calls);
  Result<std::uint32_t> header_set(const Step& step, const Said& said);
  std::uint32_t header_set(const std::vector<Header>& marked);
  Fragments fragments(std::string_view marked, bool in_json);
  Fragment literal(std::string_view bytes);

  const Scenario& scenario_;
  Marking& marking_;
  Script& script_;
  std::vector<Fragment> cut_{};  ///< Of the text at hand.
  // By hash; whoever looks compares with what the script holds.
  std::unordered_multimap<std::uint64_t, Fragment> literals_{};
  std::unordered_multimap<std::uint64_t, Fragments> runs_{};
  std::unordered_map<std::string, std::uint32_t> header_sets_{};
  std::vector<std::optional<std::uint32_t>> plain_sets_{};  ///< Unchanged, by instance.
};

}  // namespace ensaio
