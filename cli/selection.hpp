#pragma once

#include <string>
#include <vector>

#include "cli/stories.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// Which of the scenarios are meant.
struct Selection {
  std::vector<std::string> only{};  ///< Names; empty: all.
  std::vector<std::string> tags{};  ///< With at least one of these; empty: all.
  std::vector<std::string> skip{};  ///< Without any of these.
};

/// The stories that are meant, in their order. Error: none, or a name that none of them has.
Result<std::vector<const Story*>> selected(const Stories& stories, const Selection& selection);

/// Adds what cannot be played yet in the stories to the problems.
void add_not_yet_playable(const std::vector<const Story*>& stories, Problems& problems);

}  // namespace ensaio
