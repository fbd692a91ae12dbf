#pragma once

#include <string>
#include <string_view>

namespace Poco::Net {
class StreamSocket;
}

namespace ensaio {

/// What comes over a connection, in the order in which it is taken.
class HttpInput {
 public:
  /// `socket` must outlive it.
  explicit HttpInput(Poco::Net::StreamSocket& socket) : socket_(socket) {}

  /// What came and was not taken yet. Good until the next call of another function.
  std::string_view pending() const { return std::string_view(heard_).substr(taken_); }
  /// Requires count <= pending().size().
  void take(std::size_t count);
  /// Waits until more has come. False where nothing more will, for whatever reason.
  bool hear_more();

 private:
  Poco::Net::StreamSocket& socket_;
  std::string heard_{};
  std::size_t taken_ = 0;
};

}  // namespace ensaio
