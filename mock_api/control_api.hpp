#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mock_api/http_message.hpp"
#include "mock_api/mock_core.hpp"

namespace ensaio {

struct ControlSettings {
  std::string token{};  ///< What `Authorization: Bearer` must say; empty: nothing is asked for.
  std::map<std::string, std::shared_ptr<const Story>> stories{};  ///< By name, for runs.
  /// The text of another scenario that runs may name, "pack:basics/three-ticks". Error: why there
  /// is none. Asked by many threads at once. Null: there are no others.
  std::function<Result<std::string>(const std::string& name)> other_story{};
};

/// The control API, below /_ensaio/: docs/MOCK_API.md has its calls. Errors are problem+json
/// (RFC 9457). May be asked by many threads at once; some calls wait.
class ControlApi {
 public:
  /// `core` must outlive it.
  ControlApi(MockCore& core, ControlSettings settings)
      : core_(core), settings_(std::move(settings)) {}

  /// Whether the path belongs here.
  static bool is_for(const Question& question);

  /// Requires is_for(question).
  Reply answer(const Question& question);

 private:
  struct Call;  ///< One row: method, path, what it does.
  friend struct Call;

  static Reply no_such_call(std::string_view path);
  bool is_let_in(const Question& question) const;
  Reply begin_run(const Question& question);
  std::shared_ptr<const Story> known_story(const std::string& name) const;
  Result<std::string> pack_text(const std::string& name) const;
  Reply run(const Question& question, std::uint64_t id, bool created);
  Reply one_run(const Question& question, std::string_view written_id);
  // control_waits.cpp
  Reply await(const Question& question);
  Reply show_clock(const Question& question);
  Reply set_clock(const Question& question);
  // control_fire.cpp
  Reply fire(const Question& question);
  Result<std::string> fired_by(const std::string& named) const;
  Reply set_rules(const Question& question);

  MockCore& core_;
  const ControlSettings settings_;
};

}  // namespace ensaio
