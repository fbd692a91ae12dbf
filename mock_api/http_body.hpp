#pragma once

#include <functional>
#include <string>

#include "mock_api/http_head.hpp"
#include "mock_api/http_input.hpp"
#include "mock_api/http_message.hpp"

namespace ensaio {

/// A request's body, or as much of it as was heard.
struct HeardBody {
  std::string text{};
  Came came = Came::Whole;
  std::string fault{};  ///< Of Came::Malformed: why.
};

/// Whether it is announced to be longer than is read.
bool is_too_long(const RequestHead& head);

/// Reads the body that `head` announces, which has no fault; nothing where it announces none.
/// Chunks must be such to the letter; their extensions and trailers are ignored.
/// Source: RFC 9112, sections 6 and 7.1.
HeardBody read_body(HttpInput& input, const RequestHead& head);

}  // namespace ensaio
