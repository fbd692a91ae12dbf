#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/wire/headers.hpp"

namespace ensaio {

/// What stands before a request's body.
struct RequestHead {
  std::string_view method{};
  std::string_view target{};
  std::string_view version{};  ///< "HTTP/1.1" or "HTTP/1.0".
  std::vector<Header> headers{};
  /// Why nobody can say for certain what it means; empty where all is well. What is above is then
  /// what was understood of it.
  std::string fault{};

  /// Null where there is none of this name.
  const std::string* find(std::string_view name) const;
  /// Whether `name` is a list that has `word`, as in `Connection: close`.
  bool has(std::string_view name, std::string_view word) const;
};

/// Reads a head with its lines' ends but without the empty line behind it. What it returns looks
/// into `text`. Strict, because what a lenient server takes for the end of a request, or a proxy
/// before it for another, is how one request is smuggled inside another.
/// Source: RFC 9112, sections 2.2, 3 and 5.
RequestHead parse_head(std::string_view text);

/// Why `begun`, what came of a request's head so far, cannot become one; empty where it can.
std::string beginning_fault(std::string_view begun);

}  // namespace ensaio
