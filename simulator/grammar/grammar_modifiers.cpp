#include "simulator/grammar/grammar_table.hpp"

// The modifiers of steps, by the steps that take them.

namespace ensaio::modifiers {
namespace {

using namespace shapes;

constexpr Field kNamedFields[] = {
    {.name = "label",
     .shape = &kLine,
     .doc = "The step's name in reports and in `keep`; also seeds the step's own random stream.",
     .example = "first read",
     .also = "name id title"},
    {.name = "intent",
     .shape = &kLine,
     .doc = "\"I mean it\": silences the order lint here, and is shown in the report.",
     .example = "\"the phone was offline\"",
     .also = "comment reason"},
};

constexpr Shape kFieldList{
    .form = Form::List, .what = "a list of fields", .least = 1, .item = &kFieldPath};
constexpr const Shape* kFieldChoices[] = {&kFieldPath, &kFieldList};
constexpr Shape kFieldOrFields{
    .form = Form::OneOf, .what = "a field or a list of fields", .choices = kFieldChoices};

constexpr Field kSendFields[] = {
    {.name = "at",
     .shape = &kDuration,
     .doc = "Due at this offset from the scenario's start; in the outermost list only.",
     .example = "1.5s"},
    {.name = "every",
     .shape = &kDuration,
     .doc = "The step again and again, one each so often, as long as `for` lasts; with `copies` "
            "the gap between them.",
     .example = "2500ms",
     .beside = "for copies"},
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long `every` goes on.",
     .example = "10s",
     .beside = "every"},
    {.name = "late",
     .shape = &kSpan,
     .doc = "It happened so long before it is sent: the callback limps in.",
     .example = "2m",
     .also = "delayed"},
    {.name = "with",
     .shape = &kFields,
     .doc = "Sets fields of the body, by name or by JSON Pointer; they must exist.",
     .example = "{ phoneDevice: 19 }",
     .also = "set"},
    {.name = "add",
     .shape = &kFields,
     .doc = "Adds fields to the body, by name or by JSON Pointer; they must not exist.",
     .example = "{ traceId: \"abc\" }"},
    {.name = "remove",
     .shape = &kFieldOrFields,
     .doc = "Removes fields of the body, by name or by JSON Pointer; they must exist.",
     .example = "[momment]"},
    {.name = "headers",
     .shape = &kHeaders,
     .doc = "Sets headers of the request; null removes one.",
     .example = "{ user-agent: curl/8.0, origin: null }",
     .also = "header"},
    {.name = "copies",
     .shape = &kPositive,
     .doc = "The same bytes so many times, one after the other; `every` is the gap between.",
     .example = "3",
     .also = "times repeat"},
    {.name = "timeout",
     .shape = &kDuration,
     .doc = "How long the answer may take, in real time. Default 10s.",
     .example = "2s"},
    {.name = "overtake",
     .shape = &kBoolean,
     .doc = "On the first step after an `await`, or of a rule: leaves before our answer to that "
            "call is written.",
     .example = "true"},
    {.name = "retry",
     .shape = &kRetry,
     .doc = "What is tried again, and when. Default: nothing is.",
     .example = "{ when: [5xx], delays: [1s, 5s] }"},
    {.name = "fault",
     .shape = &kFault,
     .doc = "How the request misbehaves.",
     .example = "lose-answer"},
    {.name = "on_attempts",
     .shape = &kOnAttempts,
     .doc = "Which attempts the fault spoils; by default the first.",
     .example = "all",
     .beside = "fault"},
    {.name = "expect",
     .shape = &kStepExpect,
     .doc = "What the answer must be. Default: a status of 2xx.",
     .example = "{ status: 2xx, within: 500ms }"},
};

constexpr Field kBy{.name = "by",
                    .shape = &kNameOrNames,
                    .doc = "In a group: the participants (chats), one callback each.",
                    .example = "[ana, bia]"};
constexpr Field kStatusFields[] = {
    kBy,
    {.name = "device",
     .shape = &kCount,
     .doc = "Which of the reader's devices: 0 is the phone.",
     .example = "19"},
};
constexpr Field kDeliveryFields[] = {
    {.name = "error",
     .shape = &kLine,
     .doc = "Why the message could not be delivered.",
     .example = "\"Phone number does not exist\""},
    {.name = "error_code",
     .shape = &kLine,
     .doc = "The provider's code of the error.",
     .example = "SHADOW_BAN",
     .also = "errorCode code"},
};
constexpr Field kIncomingFields[] = {
    {.name = "text", .shape = &kText, .doc = "What it says.", .example = "\"bom dia\""},
    {.name = "like",
     .shape = &kLine,
     .doc = "A variant that the dialect documents; its example with chat, ids and times put in.",
     .example = "image",
     .also = "type"},
    {.name = "by",
     .shape = &kName,
     .doc = "In a group: the participant (a chat) who wrote.",
     .example = "ana"},
};
constexpr Field kRawFields[] = {
    {.name = "kind",
     .shape = &kKind,
     .doc = "The kind, and so the URL, where the body has no `type` that says it.",
     .example = "start-attendance"},
};

constexpr Field kGroupFields[] = {
    {.name = "expect",
     .shape = &kGroupExpect,
     .doc = "What must hold of all steps inside.",
     .example = "{ within: 2s }"},
};
constexpr Field kTogetherFields[] = {
    {.name = "expect",
     .shape = &kTogetherExpect,
     .doc = "What must hold of all steps inside.",
     .example = "{ spread: 1ms }"},
};

constexpr Shape kPair{
    .form = Form::List, .what = "a pair of labels", .least = 2, .most = 2, .item = &kLine};
constexpr Shape kPairs{.form = Form::List, .what = "a list of pairs of labels", .item = &kPair};
constexpr Field kShuffleFields[] = {
    {.name = "keep",
     .shape = &kPairs,
     .doc = "Pairs of labels: the first of a pair always comes before the second.",
     .example = "[[first, second]]"},
};

constexpr Shape kRenames{
    .form = Form::Map, .what = "a map from names to names", .key = &kName, .item = &kName};
constexpr Field kUseFields[] = {
    {.name = "names",
     .shape = &kRenames,
     .doc = "What its chats and messages are called here.",
     .example = "{ ana: bia }"},
};

constexpr Field kAwaitFields[] = {
    {.name = "within",
     .shape = &kDuration,
     .doc = "How long to wait, in real time. Default 10s.",
     .example = "10s",
     .also = "timeout"},
    {.name = "where",
     .shape = &kWhere,
     .doc = "Only a call whose fields are so; `*` stands for anything.",
     .example = "{ phone: ana, message: \"*horário*\" }"},
    {.name = "as",
     .shape = &kName,
     .doc = "The message's name from here on: its ids, chat and text are those of the call.",
     .example = "m1"},
};

/// The modifier `name` of a step that sends, for those who take it too.
consteval Field send_field(std::string_view name) {
  for (const Field& field : kSendFields) {
    if (field.name == name) return field;
  }
  throw "no such modifier";
}

constexpr Field kDefaultsFields[] = {send_field("timeout"), send_field("retry"),
                                     send_field("headers"), send_field("expect"),
                                     send_field("late")};

}  // namespace

constexpr ModifierSet kNamed{kNamedFields};
constexpr ModifierSet kSend{kSendFields};
constexpr ModifierSet kStatus{kStatusFields};
constexpr ModifierSet kDelivery{kDeliveryFields};
constexpr ModifierSet kIncoming{kIncomingFields};
constexpr ModifierSet kRaw{kRawFields};
constexpr ModifierSet kGroup{kGroupFields};
constexpr ModifierSet kTogether{kTogetherFields};
constexpr ModifierSet kShuffle{kShuffleFields};
constexpr ModifierSet kUse{kUseFields};
constexpr ModifierSet kAwait{kAwaitFields};

}  // namespace ensaio::modifiers

namespace ensaio::shapes {

constexpr Shape kDefaults{.form = Form::Record,
                          .what = "defaults for every step",
                          .def = "defaults",
                          .fields = modifiers::kDefaultsFields};

}  // namespace ensaio::shapes
