#include "mock_api/http_input.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

namespace ensaio {
namespace {

// A TLS record as a whole: what OpenSSL keeps back would not wake whoever waits for the socket.
constexpr std::size_t kPiece = std::size_t{16} * 1024;

}  // namespace

void HttpInput::take(std::size_t count) {
  taken_ += count;
  if (taken_ < heard_.size()) return;
  heard_.clear();
  taken_ = 0;
}

bool HttpInput::hear_more() {
  heard_.erase(0, taken_);
  taken_ = 0;
  const std::size_t before = heard_.size();
  heard_.resize(before + kPiece);
  int count = 0;
  try {
    count = socket_.receiveBytes(heard_.data() + before, static_cast<int>(kPiece));
  } catch (const Poco::Exception&) {
    count = 0;  // Reset, or no TLS.
  }
  heard_.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
  return count > 0;
}

}  // namespace ensaio
