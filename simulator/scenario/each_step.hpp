#pragma once

#include <variant>

#include "simulator/scenario/step.hpp"

namespace ensaio {

/// Calls `visit` with every step that holds no others, at any depth, in order of the file.
template <class StepList, class Visit>
void each_step(StepList& steps, const Visit& visit) {
  for (auto& step : steps) {
    bool holds_none = false;
    const auto look_into = [&](auto& action) {
      if constexpr (requires { action.steps; }) {
        each_step(action.steps, visit);
      } else if constexpr (requires { action.branches; }) {
        for (auto& branch : action.branches) each_step(branch.steps, visit);
      } else if constexpr (requires { action.options; }) {
        for (auto& option : action.options) each_step(option.steps, visit);
      } else {
        holds_none = true;
      }
    };
    std::visit(look_into, step.action);
    if (holds_none) visit(step);
  }
}

}  // namespace ensaio
