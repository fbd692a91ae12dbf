#pragma once

#include <string>

#include "cli/options.hpp"
#include "mock_api/listen_address.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// `--control-token` into `word`.
void define_control_token(Options& options, std::string& word);

/// What callers of the control API at `address` must show; empty: nothing. `word` as it was typed;
/// "none" says aloud that nothing is asked for. Error: others than this machine can reach it, and
/// nobody said what they must show.
Result<std::string> control_token(const std::string& word, const ListenAddress& address);

}  // namespace ensaio
