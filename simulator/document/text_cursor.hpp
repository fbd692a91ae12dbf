#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "simulator/document/problem.hpp"

namespace ensaio {

/// How many characters valid UTF-8 has: bytes that continue one do not count.
std::uint32_t characters(std::string_view text);

/// Where the line that holds byte `pos` begins.
std::size_t line_begin(std::string_view text, std::size_t pos);

/// Where it ends: at its line feed (or the carriage return before it), or at the end of the text.
std::size_t line_end(std::string_view text, std::size_t pos);

/// The line that holds byte `pos`, without its end.
std::string_view line_at(std::string_view text, std::size_t pos);

/// From bytes to places. Walks to and fro in the text, so that places asked for in order cost one
/// pass over it, however long its lines are.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text) {}
  std::string_view text() const { return text_; }

  /// The place of byte `pos`; past the end, the end's.
  Mark mark(std::size_t pos);

 private:
  void go_forward(std::size_t pos);
  void go_back(std::size_t pos);

  std::string_view text_;
  std::size_t pos_ = 0;
  Mark mark_{};
};

}  // namespace ensaio
