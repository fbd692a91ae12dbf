#pragma once

#include <string>
#include <string_view>

#include "mock_api/belief.hpp"

namespace ensaio {

/// A request as far as the receiver looks at it.
struct Question {
  std::string_view method{};
  std::string_view path{};  ///< Decoded, without the query.
  std::string_view body{};
};

struct Reply {
  int status = 200;
  std::string body{};  ///< JSON, or empty.
};

/// What the built-in receiver answers, and learns:
///   POST anything        a callback: 200, or 400 where it is no JSON object
///   POST /reset          forgets everything
///   GET /messages/{id}   {"status", "applied"}; 404 for one that was not told of
///   GET /chats/{phone}   {"presence"}; 404 likewise
///   GET /stats           how much was told
/// Anything else is 404 or 405.
Reply answer(Belief& belief, const Question& question);

}  // namespace ensaio
