#pragma once

#include <memory>
#include <string>

#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The scenario in `text`, ready to play. Ends the program where it is wrong.
struct OneStory {
  explicit OneStory(const std::string& text);

  std::shared_ptr<const Scenario> scenario{};
  std::shared_ptr<const Script> script{};
};

}  // namespace ensaio
