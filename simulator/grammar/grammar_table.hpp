#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "simulator/base/enum_table.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/grammar/words.hpp"

namespace ensaio {

// The whole language as data: what may stand where. The check (grammar_check.cpp) and the JSON
// Schema (schema.cpp) are both made from it; a new word is one row here.

/// The forms that a value can have. What the scalar ones accept is in scalar_form.cpp.
enum class Form : std::uint8_t {
  Text,          ///< Any text.
  Line,          ///< Text in one line, not empty.
  Name,          ///< Of a chat, a message, an instance: letters, digits, `-`, `_`.
  Variable,      ///< Of an environment variable.
  HeaderName,    ///< A token of HTTP.
  HeaderValue,   ///< Text in one line, possibly empty.
  FieldPath,     ///< The name of a body's field, or a JSON Pointer.
  Pointer,       ///< A JSON Pointer.
  Phone,         ///< Digits, `<digits>@lid`, `<digits>-group`, `status@broadcast`; always quoted.
  PhonePattern,  ///< The same with `*`, or a chat's name.
  Url,           ///< Absolute http(s), or something with a template.
  Time,          ///< `now` or RFC 3339.
  ClockWord,     ///< `real`, `virtual`, `x10`.
  Duration,
  Range,       ///< A duration or low..high.
  Percent,     ///< "10%".
  Rate,        ///< "50/s".
  Ramp,        ///< A rate, or "5/s..50/s".
  Size,        ///< "7B".
  Throughput,  ///< "200B/s".
  Shift,       ///< "+10", "-5".
  Status,      ///< 200, 2xx, or one of the shape's words.
  Word,        ///< One of the shape's words.
  Boolean,     ///< true or false, nothing else.
  True,        ///< true.
  Integer,     ///< From `least` to `most`.
  Version,     ///< 1.
  Nothing,     ///< null, or no value at all.
  Json,        ///< Whatever JSON can say.
  Step,        ///< A verb and its modifiers: verbs().
  List,        ///< Of `item`s, `least` to `most` of them.
  Map,         ///< From `key`s to `item`s, `least` to `most` of them.
  Record,      ///< A map with the keys in `fields`; others, where there is an `item`, are that.
  OneOf,       ///< The first of `choices` that takes this kind of node.
};

struct Field;

/// What may stand somewhere. Constant data; shapes refer to each other and may recurse.
struct Shape {
  Form form = Form::Text;
  std::string_view what{};  ///< "a chat", as messages say it; empty: the form's own words.
  std::string_view def{};   ///< Its name among the schema's $defs; empty: written where it is used.
  std::span<const std::string_view> words{};
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const Shape* key = nullptr;
  const Shape* item = nullptr;
  std::span<const Field> fields{};
  std::span<const Shape* const> choices{};
};

/// Whether a key must be there. Of a record's OneOf keys exactly one is.
enum class Need : std::uint8_t { Optional, Required, OneOf };

/// A key, and what may stand at it.
struct Field {
  std::string_view name{};
  const Shape* shape = nullptr;
  std::string_view doc{};      ///< A sentence.
  std::string_view example{};  ///< A value, as it is written after the colon.
  Need need = Need::Optional;
  std::string_view beside{};  ///< "for copies": one of these must stand beside it.
  std::string_view also{};    ///< Other words that people write for it: "description".
};

/// What verbs have in common, as it is told to somebody who looks for one.
enum class VerbGroup : std::uint8_t {
  Presence,
  Status,
  Message,
  Connection,
  Raw,
  Time,
  Structure,
  Application,
};

/// As they stand after "steps": "steps for a message: sent, received".
inline constexpr auto kVerbGroups = enum_table<VerbGroup>({
    {VerbGroup::Presence, "for a chat"},
    {VerbGroup::Status, "for a message"},
    {VerbGroup::Message, "for what is delivered or comes in"},
    {VerbGroup::Connection, "for the connection"},
    {VerbGroup::Raw, "with any body"},
    {VerbGroup::Time, "of time"},
    {VerbGroup::Structure, "that hold steps"},
    {VerbGroup::Application, "for the application"},
});

/// Modifiers that some verbs have in common.
struct ModifierSet {
  std::span<const Field> fields{};
};

/// A step's word: what it does, to what, and which modifiers it takes.
struct VerbRow {
  Verb verb{};
  VerbGroup group{};
  const Shape* object = nullptr;
  std::string_view doc{};
  std::string_view example{};                     ///< Of the object.
  std::array<const ModifierSet*, 3> modifiers{};  ///< Null where there are fewer.
  bool bare = false;                              ///< May stand without an object: `- connected`.
  std::string_view also{};  ///< Other words that people write for it: "typing".

  std::string_view name() const { return kVerbs.text(verb); }
};

/// Every verb, in order of the enum.
std::span<const VerbRow> verbs();

/// The shape of a whole document.
const Shape& document_shape(DocumentKind kind);

/// The modifier `name` of the verb; null where it takes none of that name.
const Field* modifier_of(const VerbRow& verb, std::string_view name);

/// The words of an enum's table, for a Shape.
template <class Table>
constexpr auto words_of(const Table& table) {
  std::array<std::string_view, Table::size()> words{};
  std::size_t i = 0;
  for (const auto& row : table) words.at(i++) = row.text;
  return words;
}

/// The shapes that several files of the table use.
namespace shapes {

// grammar_values.cpp
extern const Shape kText;
extern const Shape kLine;
extern const Shape kName;
extern const Shape kPath;
extern const Shape kPointer;
extern const Shape kFieldPath;
extern const Shape kPhone;
extern const Shape kUrl;
extern const Shape kTime;
extern const Shape kClock;
extern const Shape kDuration;
extern const Shape kRange;
extern const Shape kSpan;
extern const Shape kPercent;
extern const Shape kRate;
extern const Shape kRamp;
extern const Shape kSize;
extern const Shape kThroughput;
extern const Shape kShift;
extern const Shape kStatusCode;
extern const Shape kBoolean;
extern const Shape kSwitch;
extern const Shape kCount;
extern const Shape kPositive;
extern const Shape kSeed;
extern const Shape kVersion;
extern const Shape kJson;
extern const Shape kDialect;
extern const Shape kPace;
extern const Shape kKind;
extern const Shape kNames;
extern const Shape kNameOrNames;
extern const Shape kTexts;
extern const Shape kHeaders;
extern const Shape kWhere;
extern const Shape kExpectedValues;
extern const Shape kFields;

// grammar_judging.cpp
extern const Shape kStatuses;
extern const Shape kStepExpect;
extern const Shape kCallExpect;
extern const Shape kGroupExpect;
extern const Shape kTogetherExpect;
extern const Shape kRunExpect;
extern const Shape kOracle;
extern const Shape kInvariants;

// grammar_faults.cpp
extern const Shape kRetry;
extern const Shape kFault;
extern const Shape kOnAttempts;

// grammar_steps.cpp
extern const Shape kSteps;
extern const Shape kStepsOrNone;

// grammar_cast.cpp
extern const Shape kInstance;
extern const Shape kInstances;
extern const Shape kChats;
extern const Shape kMessages;
extern const Shape kWebhooks;
extern const Shape kEnv;
extern const Shape kDefaults;

// grammar_load.cpp
extern const Shape kLoad;

// grammar_mock.cpp
extern const Shape kRules;
extern const Shape kAccounts;

}  // namespace shapes

/// The modifiers of steps, by the steps that take them (grammar_modifiers.cpp).
namespace modifiers {

extern const ModifierSet kNamed;  ///< Every step.
extern const ModifierSet kSend;   ///< Every step that sends a callback.
extern const ModifierSet kStatus;
extern const ModifierSet kDelivery;
extern const ModifierSet kIncoming;
extern const ModifierSet kRaw;
extern const ModifierSet kGroup;
extern const ModifierSet kTogether;
extern const ModifierSet kShuffle;
extern const ModifierSet kUse;
extern const ModifierSet kAwait;

}  // namespace modifiers
}  // namespace ensaio
