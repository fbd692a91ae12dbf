#pragma once

#include <memory>
#include <optional>
#include <string>

#include "mock_api/player_thread.hpp"
#include "simulator/base/result.hpp"
#include "simulator/document/problem.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/plan.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// A scenario ready to be played as often as it is asked for. Never changes.
struct Story {
  Scenario scenario{};
  Script script{};
  std::string text{};  ///< Of its file.

  /// Told as if it began at its `start`, else on 2026-01-01.
  Plan plan(Seed seed) const;
  /// Whether it sends callbacks of `kind`.
  bool sends(Kind kind) const;
};

/// The one scenario that `text` holds. Error: every problem of it, as `ensaio check` tells them.
/// `file` is how problems name it. `dialect`: instead of the text's own. Where callbacks go is not
/// its affair.
Result<std::shared_ptr<const Story>, Problems> read_story(const std::string& text,
                                                          const std::string& file,
                                                          std::optional<Dialect> dialect = {});

/// Who tells a story: where it names no instance, its callbacks have these.
struct Teller {
  std::string id{};
  std::string token{};
};

/// One telling of `story`. `api` is the base URL of the mock API, for templates.
Rendition rendition(const std::shared_ptr<const Story>& story, Seed seed, const Teller& teller,
                    const std::string& api);

}  // namespace ensaio
