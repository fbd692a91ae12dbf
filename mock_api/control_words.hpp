#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mock_api/http_message.hpp"

// What callers of the control API may say, and what is wrong with what they do.

namespace ensaio {

/// Why the query cannot be meant as it stands: a word of it is none of `allowed` ("instance wait"),
/// is there twice, or has a value that it cannot have. Nothing where all is well.
std::optional<std::string> query_fault(const Question& question, std::string_view allowed);

/// "\"instnace\" means nothing here; did you mean \"instance\"?"
std::string means_nothing(std::string_view word, std::span<const std::string_view> words);

/// The media type of the body without its parameters, as in "application/json"; empty where there
/// is none. Large and small letters mean the same in it (RFC 9110, 8.3.1).
std::string_view media_type(const Question& question);

}  // namespace ensaio
