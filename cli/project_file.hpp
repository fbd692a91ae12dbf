#pragma once

#include <map>
#include <string>

#include "simulator/base/result.hpp"
#include "simulator/scenario/load.hpp"

namespace ensaio {

/// Finds the project file `ensaio.yaml` of a scenario: in its folder or the nearest above it, up to
/// the top of the same repository (the folder with a `.git`). Outside any repository only in the
/// folder itself: nobody expects a file in /tmp or in a home folder to change what a scenario does.
/// Each file is read once.
class ProjectFiles {
 public:
  /// The project of what lies in `folder`; one without a file where there is none, or no folder is
  /// said. Error: it is there and cannot be read; the hint names the file.
  Result<Project> of(const std::string& folder);

 private:
  std::map<std::string, Project> by_folder_;
};

}  // namespace ensaio
