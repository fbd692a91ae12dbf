#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/marking.hpp"

namespace ensaio {

/// One callback or call as its step says it, with marks in its texts.
struct Said {
  std::optional<Kind> kind{};  ///< Nothing: a call.
  InstanceIndex instance = 0;
  std::string body{};      ///< JSON; empty: none.
  std::string callback{};  ///< As Line::callback.
  std::string method = "POST";
  std::string url{};              ///< Of a call.
  std::vector<Header> headers{};  ///< Of a call, before the step's changes.
};

/// What `step` says, in order: nothing of a step that does not send, several of a status by several
/// participants. Its edits are applied. Error: a problem without its place.
Result<std::vector<Said>, Problem> said(const Scenario& scenario, const Step& step,
                                        Marking& marking);

}  // namespace ensaio
