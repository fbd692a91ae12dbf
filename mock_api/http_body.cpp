#include "mock_api/http_body.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "mock_api/http_limits.hpp"

namespace ensaio {
namespace {

// Of a chunk's size with its extensions, and of a trailer.
constexpr std::size_t kLongestLine = 256;
constexpr int kTrailers = 100;

std::uint64_t announced(const RequestHead& head) {
  const std::string* const length = head.find("content-length");
  std::uint64_t bytes = 0;
  if (length != nullptr) std::from_chars(length->data(), length->data() + length->size(), bytes);
  return bytes;
}

/// Moves `size` bytes to the end of `text`. False where they did not come.
bool take(HttpInput& input, std::size_t size, std::string& text) {
  while (size > 0) {
    const std::string_view pending = input.pending().substr(0, size);
    text += pending;
    size -= pending.size();
    input.take(pending.size());
    if (size > 0 && !input.hear_more()) return false;
  }
  return true;
}

/// A body in chunks while it is read.
class Chunks {
 public:
  explicit Chunks(HttpInput& input) : input_(input) {}

  HeardBody read() {
    while (body_.came == Came::Whole && !last_) next_chunk();
    for (int count = 0; body_.came == Came::Whole; ++count) {
      const auto trailer = line();
      if (!trailer || trailer->empty()) break;
      if (count == kTrailers) fail("there are over 100 trailers");
    }
    return std::move(body_);
  }

 private:
  void next_chunk() {
    const auto head = line();
    if (!head) return;
    const auto size = size_of(*head);
    if (!size) return fail("a chunk has no size");
    last_ = *size == 0;
    if (last_) return;
    if (*size > HttpLimits::kBody - body_.text.size()) {
      body_.came = Came::TooLong;
    } else if (!take(input_, static_cast<std::size_t>(*size), body_.text)) {
      body_.came = Came::BrokenOff;
    } else if (const auto end = line(); end && !end->empty()) {
      fail("a chunk is longer than its size");
    }
  }

  static std::optional<std::uint64_t> size_of(std::string_view line) {
    std::uint64_t size = 0;
    const char* const end = line.data() + line.size();
    const auto [rest, error] = std::from_chars(line.data(), end, size, 16);
    // from_chars takes a sign.
    const bool number = error == std::errc() && !line.starts_with('-');
    return number && (rest == end || *rest == ';') ? std::optional(size) : std::nullopt;
  }

  /// The next line; nothing where there is none, which is then said in the body.
  std::optional<std::string> line() {
    for (;;) {
      const std::string_view pending = input_.pending();
      const auto end = pending.find('\n');
      if (end != std::string_view::npos && (end == 0 || pending[end - 1] != '\r')) break;
      if (std::min(end, pending.size()) > kLongestLine) break;
      if (end != std::string_view::npos) {
        std::string found(pending.substr(0, end - 1));
        input_.take(end + 1);
        return found;
      }
      if (input_.hear_more()) continue;
      body_.came = Came::BrokenOff;
      return std::nullopt;
    }
    fail("a line of the chunks is too long, or does not end with CR LF");
    return std::nullopt;
  }

  void fail(const char* reason) {
    body_.came = Came::Malformed;
    body_.fault = reason;
  }

  HttpInput& input_;
  HeardBody body_{};
  bool last_ = false;
};

}  // namespace

bool is_too_long(const RequestHead& head) { return announced(head) > HttpLimits::kBody; }

HeardBody read_body(HttpInput& input, const RequestHead& head) {
  if (head.find("transfer-encoding") != nullptr) return Chunks(input).read();
  if (is_too_long(head)) return {.came = Came::TooLong};
  HeardBody body;
  if (!take(input, static_cast<std::size_t>(announced(head)), body.text)) {
    body.came = Came::BrokenOff;
  }
  return body;
}

}  // namespace ensaio
