#pragma once

#include <cstdint>
#include <string>

#include "simulator/document/problem.hpp"

namespace ensaio {

/// Every mistake that a file can hold. Numbers are stable: never reuse one. S0xx.
enum class Code : std::uint16_t {
  // The file.
  Unreadable = 1,     ///< It cannot be opened or read, or is missing.
  NotText = 2,        ///< Binary, a NUL byte, invalid UTF-8, a noncharacter.
  Empty = 3,          ///< No document, or a directory without scenarios.
  TooLarge = 4,       ///< Over 16 MiB, over the limit of nodes.
  MalformedYaml = 5,  ///< The YAML library cannot parse it.
  UnterminatedQuote = 6,
  TabIndentation = 7,
  DuplicateKey = 8,
  BadAlias = 9,           ///< Contains itself, explodes, or has no anchor.
  TooDeep = 10,           ///< Nesting over 64.
  MergeKey = 11,          ///< `<<`: not part of YAML 1.2.
  AccidentalAnchor = 13,  ///< `&` or `*` or `!` where text was meant.

  // Words and shapes.
  UnknownStep = 12,
  UnknownKey = 14,
  MissingKey = 15,
  WrongType = 16,
  UnknownWord = 17,      ///< A value that is not one of the allowed words.
  UnknownDocument = 18,  ///< No key says what kind of document it is, or more than one does.
  UnsupportedVersion = 19,
  SeveralVerbs = 20,  ///< A step with two verbs.
  NotAModifier = 21,  ///< A key that this verb does not take.
  EmptyList = 22,
  ExclusiveKeys = 23,  ///< Two keys of which there can be only one.

  // Values.
  BadDuration = 31,  ///< A duration needs a unit, or is none.
  BadNumber = 32,    ///< Not a number, or out of range.
  BadPercent = 33,
  BadStatus = 34,  ///< Not 100..599, 2xx, or none.
  BadPhone = 35,
  UnquotedPhone = 36,
  BadTime = 37,
  BadUrl = 38,
  BadClock = 39,
  BadPointer = 40,  ///< Not a JSON Pointer.
  BigNumber = 41,   ///< Beyond 2^53: must be quoted.
  UnquotedTemplate = 42,
  CutText = 43,   ///< `text: pedido #12` without quotes. A warning.
  BadRange = 44,  ///< low..high the wrong way round.
  BadName = 45,   ///< A name of a chat, message or label that is no name.

  // Meaning.
  UnknownChat = 50,
  UnknownMessage = 51,
  UnknownInstance = 52,
  UnknownLabel = 53,
  NeedsMessage = 54,   ///< `received: ana`: a status needs a message.
  NeedsChat = 55,      ///< A message of no chat, a presence without a chat.
  SeveralChats = 56,   ///< One status callback for messages of several chats.
  DuplicateName = 57,  ///< Two scenarios, messages, labels of one name.
  NotInDialect = 58,   ///< A status, presence or variant the dialect lacks.
  BadEdit = 59,        ///< `with`, `add`, `remove` of a field that is not (or is) there.
  UnknownTemplate = 60,
  UnknownVariant = 61,  ///< `like:` something no provider documents.
  BadUse = 62,          ///< `use:` of itself, of a missing file, of one with other keys.
  AtOutOfOrder = 63,    ///< `at` earlier than the step before, or not in the outermost list.
  TooManySteps = 64,    ///< Over 1 000 000 after expansion.
  BadKeep = 65,         ///< `keep` contradicts itself.
  NoKind = 66,          ///< A raw body without a known type and without `kind`.
  NotAGroup = 67,       ///< `by` where the chat is no group.
  NoWebhookKind = 68,   ///< The dialect has no webhook for it.
  BadTarget = 69,       ///< Not an absolute http(s) URL.
  NoTarget = 70,        ///< Nowhere to send: neither webhook nor target.
  UnknownProject = 71,
  BadRule = 75,  ///< A rule that can never do what it says.

  // Load.
  BadLoad = 76,       ///< A load profile that can never do what it says.
  NotUnderLoad = 77,  ///< Something in a scenario of the mix that a load cannot play.
  BadCondition = 78,  ///< A condition that cannot be judged.
  BadRow = 79,        ///< A row of phones or message ids that is none.

  // The order lint: warnings.
  ReadBeforeSent = 80,
  ReceivedAfterRead = 81,
  PausedAlone = 82,  ///< PAUSED without COMPOSING or RECORDING.
  PausedTwice = 83,
  PlayedText = 84,
  ForeignChat = 85,           ///< A status for a message of another chat.
  LongRealTime = 86,          ///< Over 60 s of real time.
  UndocumentedPresence = 87,  ///< Presence in a Plugchat dialect, by explicit URL.
  UnusedUnderLoad = 88,       ///< What a scenario says and a load does not do.

  // This version.
  NotYetPlayable = 90,
};

/// "S012".
std::string code_text(Code code);

}  // namespace ensaio
