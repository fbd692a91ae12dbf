#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/wire/headers.hpp"

namespace ensaio {

/// Why nobody can say for certain where a request ends, or what it says: two lengths, a length and
/// chunks, a transfer coding other than chunks, a length that is no number, control characters.
/// Empty where all is well. What follows such a request must not be taken for the next one.
/// Source: RFC 9112, sections 2.2, 5 and 6.3.
std::string framing_fault(std::string_view target, const std::vector<Header>& headers);

}  // namespace ensaio
