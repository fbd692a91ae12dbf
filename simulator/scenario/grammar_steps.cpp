#include <algorithm>
#include <array>

#include "simulator/scenario/grammar_table.hpp"

// Every verb: what it does, to what, and which modifiers it takes.

namespace ensaio {
namespace shapes {
namespace {

constexpr Shape kStep{.form = Form::Step, .what = "a step", .def = "step"};

constexpr Shape kBranches{.form = Form::Map,
                          .what = "a map from names to lists of steps",
                          .least = 1,
                          .key = &kName,
                          .item = &kSteps};

constexpr Field kOptionFields[] = {
    {.name = "weight",
     .shape = &kPositive,
     .doc = "How likely it is, beside the others. Default 1.",
     .example = "3"},
    {.name = "steps",
     .shape = &kStepsOrNone,
     .doc = "What is played if it is chosen; may be empty.",
     .example = "[{ wait: 1s }]",
     .need = Need::Required},
};
constexpr Shape kOption{.form = Form::Record, .what = "an option", .fields = kOptionFields};
constexpr Shape kOptions{
    .form = Form::List, .what = "a list of { weight, steps }", .least = 1, .item = &kOption};

constexpr Field kStepsField{.name = "steps",
                            .shape = &kSteps,
                            .doc = "The steps inside, in order.",
                            .example = "[{ wait: 1s }]",
                            .need = Need::Required};
constexpr Field kRepeatFields[] = {
    {.name = "times",
     .shape = &kPositive,
     .doc = "So many rounds, one after the other.",
     .example = "3",
     .need = Need::OneOf,
     .also = "count"},
    {.name = "every",
     .shape = &kDuration,
     .doc = "A round each so often, as long as `for` lasts.",
     .example = "2500ms",
     .need = Need::OneOf,
     .beside = "for"},
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long rounds begin.",
     .example = "10s",
     .beside = "every"},
    kStepsField,
};
constexpr Shape kRepeat{.form = Form::Record, .what = "a repetition", .fields = kRepeatFields};

constexpr Field kOutageFields[] = {
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long the gateway is cut off.",
     .example = "2m",
     .need = Need::Required},
    kStepsField,
};
constexpr Shape kOutage{.form = Form::Record, .what = "an outage", .fields = kOutageFields};

constexpr Field kQuietFields[] = {
    {.name = "quiet",
     .shape = &kDuration,
     .doc = "Until the application has not called for so long.",
     .example = "200ms",
     .need = Need::Required},
};
constexpr Shape kQuiet{.form = Form::Record, .what = "{ quiet }", .fields = kQuietFields};
constexpr Shape kRoute{.form = Form::Line, .what = "a route such as send-text"};
constexpr const Shape* kAwaitChoices[] = {&kRoute, &kQuiet};
constexpr Shape kAwait{.form = Form::OneOf,
                       .what = "a route such as send-text, or { quiet }",
                       .choices = kAwaitChoices};

constexpr Field method(std::string_view name, std::string_view doc, std::string_view also = {}) {
  return {.name = name,
          .shape = &kUrl,
          .doc = doc,
          .example = "\"{{ target.origin }}/x\"",
          .need = Need::OneOf,
          .also = also};
}
constexpr Shape kSave{.form = Form::Map,
                      .what = "a map from names to JSON Pointers",
                      .least = 1,
                      .key = &kName,
                      .item = &kPointer};
constexpr Field kCallFields[] = {
    method("get", "The URL of a GET."),
    method("post", "The URL of a POST.", "url to uri"),
    method("put", "The URL of a PUT."),
    method("patch", "The URL of a PATCH."),
    method("delete", "The URL of a DELETE."),
    {.name = "json",
     .shape = &kJson,
     .doc = "The body: any JSON.",
     .example = "{ ok: true }",
     .also = "body"},
    {.name = "headers",
     .shape = &kHeaders,
     .doc = "Headers of the request.",
     .example = "{ Accept: application/json }"},
    {.name = "expect",
     .shape = &kCallExpect,
     .doc = "What the answer must be. Default: a status of 2xx.",
     .example = "{ status: 201 }"},
    {.name = "save",
     .shape = &kSave,
     .doc = "Names for values of the answer's body, for templates of later steps.",
     .example = "{ order: /id }"},
};
constexpr Shape kCall{.form = Form::Record, .what = "a call", .fields = kCallFields};

}  // namespace

constexpr Shape kSteps{
    .form = Form::List, .what = "a list of steps", .def = "steps", .least = 1, .item = &kStep};
constexpr Shape kStepsOrNone{.form = Form::List, .what = "a list of steps", .item = &kStep};

namespace {

using namespace modifiers;

using ModifierSets = std::array<const ModifierSet*, 3>;

constexpr VerbRow presence(Verb verb, std::string_view doc, std::string_view also) {
  return {.verb = verb,
          .group = VerbGroup::Presence,
          .object = &kName,
          .doc = doc,
          .example = "ana",
          .modifiers = {&kNamed, &kSend},
          .also = also};
}

constexpr VerbRow status(Verb verb, std::string_view doc, std::string_view also) {
  return {.verb = verb,
          .group = VerbGroup::Status,
          .object = &kNameOrNames,
          .doc = doc,
          .example = "m1",
          .modifiers = {&kNamed, &kSend, &kStatus},
          .also = also};
}

constexpr VerbRow connection(Verb verb, std::string_view doc, std::string_view also) {
  return {.verb = verb,
          .group = VerbGroup::Connection,
          .object = &kName,
          .doc = doc,
          .example = "main",
          .modifiers = {&kNamed, &kSend},
          .bare = true,
          .also = also};
}

constexpr VerbRow kVerbRows[] = {
    presence(Verb::Available, "The person in this chat is online.", "online"),
    presence(Verb::Unavailable, "The person in this chat is offline.", "offline"),
    presence(Verb::Composing, "The person in this chat types.", "typing is_typing"),
    presence(Verb::Paused, "The person in this chat has stopped typing.", "stopped idle"),
    presence(Verb::Recording, "The person in this chat records audio.", ""),
    status(Verb::Sent, "The message was sent.", "send"),
    status(Verb::Received,
           "The message has reached the other phone (MESSAGE_RECEIVED, where a dialect has that).",
           "delivered message_received"),
    status(Verb::Read, "The message was read.", "seen opened"),
    status(Verb::ReadByMe, "We read the message, on our own phone.", "readbyme"),
    status(Verb::ReadSelf, "We read the message, as READ-SELF tells it.", "readself"),
    status(Verb::Played, "The message, an audio or a video, was played.", "listened"),
    {.verb = Verb::Delivery,
     .group = VerbGroup::Message,
     .object = &kName,
     .doc = "The message was handed to WhatsApp, or could not be: DeliveryCallback.",
     .example = "m1",
     .modifiers = {&kNamed, &kSend, &kDelivery}},
    {.verb = Verb::Incoming,
     .group = VerbGroup::Message,
     .object = &kName,
     .doc = "Somebody writes to us, in a chat or with a message of `messages`: ReceivedCallback.",
     .example = "ana",
     .modifiers = {&kNamed, &kSend, &kIncoming},
     .also = "message receive"},
    connection(Verb::Connected, "The instance is connected to its phone.", "connect"),
    connection(Verb::Disconnected, "The instance has lost its phone.", "disconnect"),
    {.verb = Verb::Raw,
     .group = VerbGroup::Raw,
     .object = &kJson,
     .doc = "Any JSON as the body; its kind, and so its URL, from `type`, else `kind`.",
     .example = "{ type: MessageStatusCallback, status: VANISHED }",
     .modifiers = {&kNamed, &kSend, &kRaw},
     .also = "json body"},
    {.verb = Verb::Wait,
     .group = VerbGroup::Time,
     .object = &kSpan,
     .doc = "Nothing happens for so long: a duration, a range, or { p50, p99 }.",
     .example = "2s..5s",
     .modifiers = {&kNamed},
     .also = "sleep delay pause"},
    {.verb = Verb::Together,
     .group = VerbGroup::Structure,
     .object = &kSteps,
     .doc = "All steps inside are released in the same instant, on warm connections.",
     .example = "[{ sent: m1 }, { read: m1 }]",
     .modifiers = {&kNamed, &kTogether},
     .also = "simultaneously"},
    {.verb = Verb::Parallel,
     .group = VerbGroup::Structure,
     .object = &kBranches,
     .doc = "Branches that are played at once; goes on when all are done.",
     .example = "{ left: [{ sent: m1 }], right: [{ wait: 1s }] }",
     .modifiers = {&kNamed, &kGroup}},
    {.verb = Verb::Shuffle,
     .group = VerbGroup::Structure,
     .object = &kSteps,
     .doc = "The steps inside in an order drawn from the seed.",
     .example = "[{ sent: m1 }, { read: m1 }]",
     .modifiers = {&kNamed, &kGroup, &kShuffle}},
    {.verb = Verb::Choose,
     .group = VerbGroup::Structure,
     .object = &kOptions,
     .doc = "One of several, drawn from the seed by weight.",
     .example = "[{ weight: 3, steps: [{ sent: m1 }] }, { steps: [] }]",
     .modifiers = {&kNamed, &kGroup}},
    {.verb = Verb::Repeat,
     .group = VerbGroup::Structure,
     .object = &kRepeat,
     .doc = "The steps inside so many times, or every so often for a while.",
     .example = "{ times: 3, steps: [{ composing: ana }] }",
     .modifiers = {&kNamed, &kGroup},
     .also = "loop times"},
    {.verb = Verb::Use,
     .group = VerbGroup::Structure,
     .object = &kPath,
     .doc = "The steps of another scenario; its chats and messages join ours.",
     .example = "./typing.yaml",
     .modifiers = {&kNamed, &kGroup, &kUse},
     .also = "include import"},
    {.verb = Verb::Outage,
     .group = VerbGroup::Structure,
     .object = &kOutage,
     .doc = "The gateway is cut off: things happen inside at their own times, nothing is sent "
            "until the end, then all of it, in order, at once.",
     .example = "{ for: 2m, steps: [{ sent: m1 }] }",
     .modifiers = {&kNamed, &kGroup}},
    {.verb = Verb::Await,
     .group = VerbGroup::Application,
     .object = &kAwait,
     .doc = "Waits for a call of the application, or until it is quiet.",
     .example = "send-text",
     .modifiers = {&kNamed, &modifiers::kAwait}},
    {.verb = Verb::Call,
     .group = VerbGroup::Application,
     .object = &kCall,
     .doc = "A request of our own to any URL.",
     .example = "{ post: \"{{ target.origin }}/orders\", json: { id: 1 } }",
     .modifiers = {&kNamed},
     .also = "http request"},
};

constexpr bool in_order(std::span<const VerbRow> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].verb != static_cast<Verb>(i)) return false;
  }
  return rows.size() == kVerbs.size();
}
static_assert(in_order(kVerbRows), "every verb has one row, in order of the enum");

}  // namespace
}  // namespace shapes

std::span<const VerbRow> verbs() { return shapes::kVerbRows; }

const Field* modifier_of(const VerbRow& verb, std::string_view name) {
  for (const ModifierSet* set : verb.modifiers) {
    if (set == nullptr) continue;
    const auto found = std::ranges::find(set->fields, name, &Field::name);
    if (found != set->fields.end()) return &*found;
  }
  return nullptr;
}

}  // namespace ensaio
