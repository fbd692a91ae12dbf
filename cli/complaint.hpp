#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/exit_code.hpp"
#include "cli/streams.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// "; did you mean 'run'?", or empty where nothing is near.
std::string or_perhaps(std::string_view word, std::span<const std::string_view> words);

/// "error: " and the message, its hint below; control characters escaped.
void complain(std::ostream& err, const Error& error);

/// The same after "warning: ".
void warn(std::ostream& err, const Error& error);

/// Complains of the command line and names the help that knows better: `program` is "ensaio run".
Exit refuse(Streams& io, const std::string& message, std::string_view program);

}  // namespace ensaio
