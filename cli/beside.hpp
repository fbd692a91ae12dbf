#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/stage.hpp"
#include "simulator/base/result.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// The options that say what is run beside the scenarios, as they were typed. Empty: not given.
struct BesideWords {
  std::string app{};
  std::vector<std::string> exports{};
  std::string wait_target{};
  std::string rules{};                 ///< Of the mock API.
  std::vector<std::string> command{};  ///< After `--`.
  std::string typed_target{};          ///< With `{{ port }}`, where it is so.
};

/// The same, checked.
struct Beside {
  std::string app{};                 ///< For the shell.
  std::vector<NamedText> exports{};  ///< May hold templates.
  Offset wait{};                     ///< For the receivers, before the first callback; 0: not.
  std::string command_path{};        ///< Of the program.
  std::vector<std::string> command{};
};

/// The words' meaning, or the first that has none.
Result<Beside> checked(const BesideWords& words);

/// What the environment of the application and the command tells of the run.
struct RunFacts {
  std::uint64_t seed = 0;
  std::string json_report{};           ///< Its path; empty: there is none.
  std::vector<std::string> options{};  ///< Variables that are options of this run.
};

/// The environment of the application and the command, as NAME=VALUE: our own without the options
/// of this run (or an `ensaio` within would start the application again), then ENSAIO_TARGET,
/// ENSAIO_SEED and ENSAIO_REPORT_JSON, then the exports, as `first` tells them. Error: a template
/// that is unknown, or not known before the scenario is played.
Result<std::vector<std::string>> environment_for(const Beside& beside, const Staged& first,
                                                 const RunFacts& facts);

/// `--target` with a free port of this machine in the place of `{{ port }}`. Error: it is there
/// without an application that could listen on it.
Result<std::string> with_free_port(const std::string& target, const BesideWords& words);

}  // namespace ensaio
