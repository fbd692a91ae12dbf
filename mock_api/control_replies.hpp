#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mock_api/http_message.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/document/problem.hpp"

// What the calls of the control API have in common.

namespace ensaio {

/// How long it waits where nobody says how long.
inline constexpr Offset kUsualWait = std::chrono::seconds(10);

/// A problem+json (RFC 9457). `problems`: a JSON array of what is wrong; empty: no such member.
Reply problem(int status, const std::string& title, const std::string& detail,
              const std::string& problems = {});
Reply bad_request(const std::string& detail);
/// 400 with all that is wrong with a document, as `ensaio check` tells it.
Reply refusal(const std::string& title, const Problems& problems);
/// 405; `allowed`: "GET, DELETE".
Reply not_allowed(const std::string& allowed);

/// Of the query; empty where it is not there.
std::string parameter(const Question& question, std::string_view name);

/// `wait=` and `timeout=`: at most ten minutes. Nothing where it is none.
std::optional<Offset> wait_of(const std::string& word);

}  // namespace ensaio
