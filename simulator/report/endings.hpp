#pragma once

#include <string>
#include <string_view>

#include "simulator/report/record.hpp"
#include "simulator/timeline/outcome.hpp"

namespace ensaio {

EndingName name_of(const Ending& ending);

/// How an attempt ended, as the middle of a sentence: "the receiver answered 500", "no answer in
/// time (waiting for the answer)", "the receiver could not be reached: connection refused". Of a
/// 3xx it tells the location, of a 419 what that status is for.
std::string words(const Ending& ending);

/// Why there was no answer; empty where there was one.
std::string reason(const Ending& ending);

/// Whether nothing can have heard what ended so: there was no connection, or its TLS was refused.
bool reached_nobody(const Ending& ending);

/// The value of the first header `name` (any case) in the lines "name: value" of `head`, without
/// white space around it; empty where there is none.
std::string_view header_value(std::string_view head, std::string_view name);

}  // namespace ensaio
