#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/rendering.hpp"

// The calls that the application makes on our API, as far as a story has to do with them.

namespace ensaio {

/// A call of the application, with what our answer says of it.
struct IncomingCall {
  std::uint64_t number = 0;  ///< No two of a run have the same; later ones have higher ones.
  std::string route{};       ///< "send-text", "update-webhook-received".
  std::string instance{};    ///< The id of the instance that it was made for.
  std::string token{};
  std::string phone{};       ///< To whom, as the call says it; empty where to nobody.
  std::string text{};        ///< The message or the caption; empty where there is none.
  std::string message_id{};  ///< As our answer and callbacks call it; empty: no message was sent.
  std::string zaap_id{};     ///< Empty where the dialect has none.
  std::string body{};        ///< As it came.
  Offset at{};               ///< Real time since the run began at which a player heard of it.
};

/// Whether `call` is one of those meant, as one telling says it.
bool matches(const CallMatch& meant, const IncomingCall& call, const Rendering& rendering);

/// Whether a telling may hear of the calls of `instance`: it is one of its cast's, or nobody has
/// said yet which its own is.
enum class Hears : std::uint8_t { No, Perhaps, Yes };
Hears hears(const Cast& cast, std::string_view instance);

/// Makes the call that `await` waited for part of the story: where the scenario writes no instance,
/// the call's is its own from here on; and the message that `as` names is what was sent. Answers
/// why it cannot be that message; else nothing, and so where there is no `as`.
std::string bind(Cast& cast, const Await& await, const IncomingCall& call);

/// How an await ended.
struct AwaitEnding {
  enum class How : std::uint8_t {
    Came,
    Quiet,      ///< There was no call for as long as was asked for.
    Missed,     ///< Its time passed before that.
    Abandoned,  ///< The run or its story ended first.
  };
  std::uint32_t await = 0;  ///< Into Script::awaits.
  How how = How::Came;
  Offset at{};                         ///< When the story came to it, in its own time.
  Offset since{};                      ///< The same in real time since the run began.
  Offset ended{};                      ///< Real.
  IncomingCall call{};                 ///< Of Came.
  std::string trouble{};               ///< Of Came: why it cannot be the message that `as` names.
  bool answered_before = false;        ///< Of Came: our answer was on its way already.
  std::vector<IncomingCall> others{};  ///< Of Missed: the last that came and nobody took.
  std::uint64_t more = 0;              ///< So many before those.
};

/// What became of a tally.
struct TallyEnding {
  enum class How : std::uint8_t {
    Counted,
    NothingEverCame,  ///< No call of any kind, of anybody.
    TooMany,          ///< Some were forgotten before they could be counted.
    Abandoned,
  };
  std::uint32_t tally = 0;  ///< Into Script::tallies.
  How how = How::Counted;
  std::uint64_t count = 0;
};

/// What a player tells of the calls, when it is known.
using CallNews = std::variant<AwaitEnding, TallyEnding>;

}  // namespace ensaio
