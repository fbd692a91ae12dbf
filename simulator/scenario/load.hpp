#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/document/problem.hpp"
#include "simulator/scenario/load_profile.hpp"
#include "simulator/scenario/rules.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// What the loader may be told from outside.
struct LoadOptions {
  std::optional<Dialect> dialect{};    ///< `--dialect`: over the file's and the project's.
  std::optional<Instance> instance{};  ///< `--instance`.
  bool target_given = false;           ///< `--target`: callbacks without a webhook have a way.
};

/// A project file `ensaio.yaml`, read once and used for every scenario below it.
struct Project {
  std::string file{};  ///< Empty: none was found.
  std::string text{};
};

/// Everything one file held.
struct Loaded {
  std::vector<Scenario> scenarios{};
  std::vector<LoadProfile> profiles{};
  Rules rules{};  ///< Of all documents of rules together.
  /// Documents of other kinds, by their key: "load", "rules", "accounts", "oracle".
  std::vector<std::string> others{};
  /// In order of place. With an error among them the scenarios must not be played.
  Problems problems{};
};

/// Reads another file that a scenario uses. Error: the message says why not.
using ReadFile = std::function<Result<std::string>(const std::string& path)>;

/// The scenarios in `text`, and every problem in it: shape, meaning, and the order lint's warnings.
/// `file` is how the user named it and what `use:` paths are relative to. Never throws.
Loaded load_scenarios(std::string_view text, const std::string& file, const LoadOptions& options,
                      const Project& project, const ReadFile& read);

/// The rules of a text that must hold some; its scenarios are checked too.
struct LoadedRules {
  Rules rules{};
  Problems problems{};  ///< With an error among them the rules must not be used.
};
LoadedRules load_rules(std::string_view text, const std::string& file, const ReadFile& read);

/// The load profile of a text that must hold exactly one; what else it holds is checked too.
struct LoadedProfile {
  LoadProfile profile{};
  Problems problems{};  ///< With an error among them the profile must not be played.
};
LoadedProfile load_profile(std::string_view text, const std::string& file,
                           const LoadOptions& options, const Project& project,
                           const ReadFile& read);

}  // namespace ensaio
