#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "mock_api/server_tls.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// How a server of ours is to speak TLS, as it was typed. Empty: not given.
struct ServerTlsWords {
  std::string how{};  ///< "auto", or the user's own files: "CERT,KEY".
  std::vector<std::string> names{};
};

/// `--tls`, `--tls-name`, and `--tls-ca` into `authority_file`.
void define_server_tls(Options& options, ServerTlsWords& words, std::string& authority_file);

/// The words' meaning; reads the files. Error: one of them means nothing, or cannot be used, in the
/// words of the options.
Result<ServerTls> server_tls(const ServerTlsWords& words, const std::string& authority_file);

}  // namespace ensaio
