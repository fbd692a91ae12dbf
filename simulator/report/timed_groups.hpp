#pragma once

#include <vector>

#include "simulator/report/record.hpp"
#include "simulator/timeline/outcome.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// What is to be thought of the groups that say how long they may take: one check each time that a
/// group was played, from its first send to its last ending, real time. What was not answered ends
/// when that is known; whether it should have been is its own step's to judge. A group that sent
/// nothing has no check.
/// `sends` are in the order of the record, each with all its attempts. `all_sent`: nothing was left
/// unsent. Otherwise a group that was fast so far has neither passed nor failed.
std::vector<Check> judged_groups(const Script& script,
                                 const std::vector<const std::vector<Outcome>*>& sends,
                                 bool all_sent);

}  // namespace ensaio
