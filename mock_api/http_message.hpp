#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {

/// How a request came. All but Whole end the connection, for nobody knows where the next begins.
enum class Came : std::uint8_t {
  Whole,
  TooLong,    ///< Its body is over 1 MiB; the rest was not read.
  BrokenOff,  ///< Shorter than announced.
  TooSlow,    ///< We waited no longer.
  Malformed,  ///< It is no HTTP, or can be understood in two ways.
};

/// A request as a server of ours hears it. Good as long as the call that it is given to.
struct Question {
  std::string_view method{};
  std::string_view path{};  ///< Decoded, without the query; may hold any bytes.
  std::string_view body{};
  Came came = Came::Whole;
  std::string_view target{};      ///< As it came: path and query, or an absolute URL.
  std::vector<Header> headers{};  ///< As they came, in order.
  std::string_view client{};      ///< Who asks: "127.0.0.1:50123".
  std::string_view scheme{};      ///< "http" or "https".
  std::string_view fault{};       ///< Why it is TooSlow or Malformed, in words.

  /// The value of the first header of this name, however it is spelt large or small; nothing where
  /// there is none.
  std::optional<std::string_view> header(std::string_view name) const;
  /// The decoded value of the query's first parameter of this name, "" for `?name`; nothing where
  /// there is none.
  std::optional<std::string> parameter(std::string_view name) const;
};

/// What is to be answered to a request that did not come whole.
struct NotWhole {
  int status = 0;
  std::string_view reason{};
};

/// Nothing where it came whole. Good as long as the question.
std::optional<NotWhole> not_whole(const Question& question);

/// How an answer misbehaves on its way. All but None end the connection.
enum class Breakage : std::uint8_t {
  None,
  Empty,    ///< The connection ends without an answer.
  Garbage,  ///< Bytes that are no HTTP, and the end.
  Reset,    ///< The connection is reset (RST) without an answer.
};

/// An answer, and what the server does to it.
struct Reply {
  int status = 200;
  std::string body{};             ///< JSON, unless the headers say otherwise; or empty.
  Offset delay{};                 ///< How long the answer waits.
  std::vector<Header> headers{};  ///< Besides those of framing. `Content-Type` where not JSON.
  Breakage breakage = Breakage::None;
  std::function<void()> written{};  ///< Called once it is written, or could not be.
  Offset dribble{};                 ///< Over zero: byte by byte, with such a pause before each.
};

}  // namespace ensaio
