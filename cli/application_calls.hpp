#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/play_settings.hpp"
#include "mock_api/listen_address.hpp"
#include "mock_api/mock_api.hpp"
#include "simulator/base/result.hpp"
#include "simulator/delivery/call_inbox.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {

/// Where the mock API of a run is, and what callers of its control API must show.
struct ApiPlace {
  ListenAddress address{};
  std::string control_token{};  ///< Empty: nothing.
};

/// What the mock API of a run is drawn from and told by.
struct ApiStory {
  std::uint64_t seed = 0;
  const std::optional<Rules>& rules;  ///< What follows calls; nothing: nothing does.
};

/// The mock API of a run whose scenarios wait for calls of the application, count them, or say
/// where it is. It answers as the provider does; what follows a call is what the scenarios and the
/// rules say, and nothing else.
class ApplicationCalls {
 public:
  /// Calls wake `world`, which must outlive this. Error: the address is taken, ...
  static Result<std::unique_ptr<ApplicationCalls>> listen(const ApiPlace& place,
                                                          const PlaySettings& settings,
                                                          const ApiStory& story,
                                                          SocketWorld& world);
  ApplicationCalls(const ApplicationCalls&) = delete;
  ApplicationCalls& operator=(const ApplicationCalls&) = delete;

  CallSource& calls() { return inbox_; }
  std::string url() const { return api_->url(); }

  /// Calls that could not be told because too many came at once; nothing where there were none.
  std::optional<std::string> lost() const;

 private:
  explicit ApplicationCalls(SocketWorld& world);

  CallInbox inbox_;
  std::unique_ptr<MockApi> api_;  // After what its threads use.
};

}  // namespace ensaio
