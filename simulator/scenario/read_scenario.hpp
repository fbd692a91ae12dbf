#pragma once

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// Where a scenario comes from, and what stands around it.
struct Sources {
  const std::string& file;
  const LoadOptions& options;
  const ReadFile& read;
  std::optional<Node> project{};  ///< The project file's document.
  std::string project_file{};
  /// Of every callback, over what the file's defaults say: a load profile's.
  std::vector<HeaderChange> headers{};
};

/// The scenario of a document, with every problem of meaning. The grammar has checked its shape.
Draft read_scenario(const Node& document, const Sources& sources);

}  // namespace ensaio
