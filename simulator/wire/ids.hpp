#pragma once

#include <string>

#include "simulator/base/offset.hpp"
#include "simulator/base/random.hpp"

namespace ensaio {

// Ids in the provider's shapes, upper case hex. Source: observed callbacks of September 2025.

/// 20 hex digits that begin with 3A, or 22 that begin with 3EB0.
std::string message_id(Random& random);
/// The same, appended.
void append_message_id(std::string& out, Random& random);

/// 32 hex digits, ordered by time (the prefix grows with `at`), never a message id.
std::string zaap_id(Random& random, WallTime at);

/// 32 hex digits.
std::string instance_id(Random& random);

/// 24 hex digits: the instance's token, which callbacks carry as `z-api-token`.
std::string instance_token(Random& random);

/// A Brazilian mobile number of 13 digits: 55, an area code that exists, 9, eight digits.
std::string phone_number(Random& random);

/// 15 digits and "@lid".
std::string lid(Random& random);

/// RFC 4122, version 4, lower case, with hyphens.
std::string uuid(Random& random);
/// The same, appended.
void append_uuid(std::string& out, Random& random);

}  // namespace ensaio
