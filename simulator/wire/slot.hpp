#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ensaio {

// g++ 12 takes the names of an enum class for declarations that shadow the types of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"

/// What is not known yet when a body is written, and filled in when it is sent. So a scenario is
/// written into its dialect once, and each conversation that plays it only fills the gaps.
enum class Slot : std::uint8_t {
  Literal,         ///< No gap: the bytes as they stand.
  Phone,           ///< Of chat `index`, with its suffix.
  Lid,             ///< Of chat `index`.
  Participant,     ///< Of chat `index`, as group statuses name a person: a LID without its suffix.
  MessageId,       ///< Number `index` of all message ids.
  ZaapId,          ///< Of the same message.
  InstanceId,      ///< Of instance `index`.
  InstanceToken,   ///< Of instance `index`.
  InstancePhone,   ///< Of instance `index`: the number that is connected.
  MommentMs,       ///< When it happened, milliseconds since 1970, a JSON number.
  MommentSeconds,  ///< The same in whole seconds times 1000.
  NowMs,           ///< When it is due, milliseconds since 1970.
  NowSeconds,      ///< The same in seconds.
  Uuid,            ///< Drawn from the step's stream, number `index`.
  UserAgent,       ///< A browser's, drawn from the step's stream.
  Saved,           ///< What an earlier call saved under name `index`.
  Target,          ///< The URL as given.
  TargetOrigin,    ///< Its scheme, host and port.
  Api,             ///< The mock API's base URL.
  Env,             ///< Environment variable `index` of those the scenario names.
  MessageText,     ///< Of an awaited message: what the application wrote.
};

#pragma GCC diagnostic pop

/// The mark that stands for a slot in a text until the text is cut. It begins and ends with Unicode
/// noncharacters (U+FDD0, U+FDD1), which no text for interchange may hold.
std::string slot_mark(Slot slot, std::size_t index = 0);

/// The mark of a slot that is a JSON number: written as a JSON string, cut with its quotes.
std::string number_mark(Slot slot, std::size_t index = 0);

/// Whether `text` holds one of the two noncharacters, which marks reserve.
bool holds_mark(std::string_view text);

/// Tells the pieces of `text` in order: literals as they stand, then each slot with its index.
void cut(std::string_view text,
         const std::function<void(Slot, std::size_t index, std::string_view literal)>& tell);

}  // namespace ensaio
