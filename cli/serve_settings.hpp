#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/announcement.hpp"
#include "cli/exit_code.hpp"
#include "cli/play_settings.hpp"
#include "cli/server_tls_words.hpp"
#include "cli/streams.hpp"
#include "mock_api/mock_api.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// The options of `ensaio serve`, as they were typed. Empty: not given.
struct ServeWords {
  std::string listen{};
  AnnouncementWords announcement{};
  ServerTlsWords tls{};
  PlayWords play{};  ///< Target, dialect, seed, clock, allowed targets, TLS.
  std::string https{};
  std::string unknown_path{};
  std::string accounts{};
  std::string rules{};
  bool no_magic = false;
  std::vector<std::string> plays{};
  std::vector<std::string> scenarios{};
  std::string control_token{};
  std::vector<std::string> exports{};
  std::vector<std::string> command{};
  std::vector<std::string> variables{};  ///< Environment variables that are options.
};

/// The same, checked.
struct ServeSettings {
  MockApiSettings api{};
  AnnouncementWords announcement{};
  std::string command_path{};
  std::vector<std::string> command{};
  std::vector<std::string> exports{};
  std::vector<std::string> variables{};
  std::uint64_t seed = 0;
  /// Held by who writes to standard error while calls are answered, which may give notice there.
  std::shared_ptr<std::mutex> speaking = std::make_shared<std::mutex>();
};

/// The words' meaning. What is wrong is told on `io.err`; then the answer is Refused.
Result<ServeSettings, Exit> serve_settings(const ServeWords& words, Streams& io);

/// The environment of the command, as NAME=VALUE: our own without the options of this command, then
/// ENSAIO_BASE_URL, ENSAIO_CONTROL_URL, ENSAIO_CA_FILE, ENSAIO_SEED, then the exports. Error: an
/// export is not NAME=VALUE, or has an unknown template.
Result<std::vector<std::string>> environment_for(const ServeSettings& settings,
                                                 const std::string& url,
                                                 const std::string& ca_file);

}  // namespace ensaio
