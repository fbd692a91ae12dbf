#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/beside.hpp"
#include "cli/child_process.hpp"
#include "simulator/base/result.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {

/// The application under test and the user's command while a run lasts. The destructor ends both.
class Companions {
 public:
  /// The three must outlive it.
  Companions(const Beside& beside, const std::vector<std::string>& environment, SocketWorld& world)
      : beside_(beside), environment_(environment), world_(world) {}

  /// Where an application is to be started, but one of the places can be connected to already: then
  /// it is not the application that will be rehearsed there. Nothing where all is well.
  std::optional<Error> who_is_there_already(const std::vector<Endpoint>& places);

  /// Starts the application, where there is one. When it ends by itself, the world is interrupted.
  /// Error: it cannot be started.
  std::optional<Error> start_application();

  /// Waits until all of `places` can be connected to, where that is asked for. Error: one cannot.
  /// Returns early where the world is interrupted.
  std::optional<Error> await(const std::vector<Endpoint>& places);

  /// Why the application is no longer there, nothing where it is.
  std::optional<Error> application_gone() const;

  /// Runs the command to its end, its output going to the descriptor `out`, and says how it ended.
  /// Nothing where the world was interrupted meanwhile; then it is ended.
  Result<std::optional<ChildEnd>> run_command(int out);

  /// Asks the application to end, and kills it where it takes too long.
  void end_application();

  /// What the application printed last. Empty: nothing, or there is none.
  std::string last_lines() const;

 private:
  const Beside& beside_;
  const std::vector<std::string>& environment_;
  SocketWorld& world_;
  std::unique_ptr<ChildProcess> application_;
};

}  // namespace ensaio
