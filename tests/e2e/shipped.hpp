#pragma once

#include <string>
#include <vector>

#include "simulator/scenario/load.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// A file below scenarios/.
struct ShippedFile {
  std::string name{};  ///< Relative to scenarios/: "odd/late-received.yaml".
  std::string text{};
};

/// All of them, in order of their names.
std::vector<ShippedFile> shipped_files();

/// What the loader says of it, as if a target were given.
Loaded loaded(const ShippedFile& file);

/// One line per problem: "4:3 unknown step 'recieved'".
std::string text_of(const Problems& problems);

/// A scenario and its script.
struct ShippedStory {
  Scenario scenario{};
  Script script{};
};

/// Every scenario of every file. Those that do not load are missing.
std::vector<ShippedStory> shipped_stories();

}  // namespace ensaio
