#include "simulator/grammar/grammar_table.hpp"
#include "simulator/wire/dialect.hpp"

// How to ask the receiver what it believes, and what must hold of that.

namespace ensaio::shapes {
namespace {

/// The rungs that a message can be told to have reached. FAILED is a delivery with an error.
constexpr std::string_view kRungs[] = {"SENT",      "RECEIVED", "READ",  "READ_BY_ME",
                                       "READ-SELF", "PLAYED",   "FAILED"};
constexpr auto kPresenceWords = words_of(kPresences);
constexpr std::string_view kGroupWords[] = {"any", "all"};

constexpr Shape kRung{.form = Form::Word, .what = "a status", .words = kRungs};
constexpr Shape kPresenceWord{.form = Form::Word, .what = "a presence", .words = kPresenceWords};
constexpr Shape kGroupWord{
    .form = Form::Word, .what = "a way to judge groups", .words = kGroupWords};
constexpr Shape kRungNames{.form = Form::Map,
                           .what = "a map from statuses to the receiver's words",
                           .least = 1,
                           .key = &kRung,
                           .item = &kText};
constexpr Shape kPresenceNames{.form = Form::Map,
                               .what = "a map from presences to the receiver's words",
                               .least = 1,
                               .key = &kPresenceWord,
                               .item = &kText};

constexpr Field kStateField{.name = "state",
                            .shape = &kPointer,
                            .doc = "Where the answer says the state.",
                            .example = "/status",
                            .need = Need::Required};
constexpr Field kMessageFields[] = {
    {.name = "get",
     .shape = &kUrl,
     .doc = "Where to ask about a message; `{{ id }}` and `{{ phone }}` are put in.",
     .example = "\"{{ target.origin }}/messages/{{ id }}\"",
     .need = Need::Required},
    kStateField,
    {.name = "names",
     .shape = &kRungNames,
     .doc = "What the receiver calls each status; one without a name counts as the nearest named "
            "one below it.",
     .example = "{ SENT: sent, RECEIVED: delivered, READ: read }",
     .need = Need::Required},
    {.name = "applied",
     .shape = &kPointer,
     .doc = "Where the answer says how many changes were made, for applied-once.",
     .example = "/applied"},
    {.name = "group",
     .shape = &kGroupWord,
     .doc = "Messages of groups: read once any participant has, or all have. Without it they are "
            "skipped.",
     .example = "any"},
};
constexpr Field kPresenceFields[] = {
    {.name = "get",
     .shape = &kUrl,
     .doc = "Where to ask about a chat; `{{ phone }}` is put in.",
     .example = "\"{{ target.origin }}/chats/{{ phone }}\"",
     .need = Need::Required},
    kStateField,
    {.name = "names",
     .shape = &kPresenceNames,
     .doc = "What the receiver calls each presence.",
     .example = "{ COMPOSING: typing, PAUSED: idle }",
     .need = Need::Required},
};
constexpr Shape kMessageQuestion{
    .form = Form::Record, .what = "a question about messages", .fields = kMessageFields};
constexpr Shape kPresenceQuestion{
    .form = Form::Record, .what = "a question about presence", .fields = kPresenceFields};

constexpr Field kResetFields[] = {
    {.name = "post",
     .shape = &kUrl,
     .doc = "Where to ask the receiver to forget everything.",
     .example = "\"{{ target.origin }}/test/reset\"",
     .need = Need::Required},
};
constexpr Shape kReset{.form = Form::Record, .what = "a reset", .fields = kResetFields};

constexpr Field kOracleFields[] = {
    {.name = "use",
     .shape = &kPath,
     .doc = "A file that holds the oracle; a path relative to this one.",
     .example = "./oracle.yaml"},
    {.name = "message",
     .shape = &kMessageQuestion,
     .doc = "How to ask about a message.",
     .example = "{ get: \"{{ target.origin }}/messages/{{ id }}\", state: /status, names: { READ: "
                "read } }"},
    {.name = "presence",
     .shape = &kPresenceQuestion,
     .doc = "How to ask about a chat's presence.",
     .example = "{ get: \"{{ target.origin }}/chats/{{ phone }}\", state: /presence, names: { "
                "PAUSED: idle } }"},
    {.name = "headers",
     .shape = &kHeaders,
     .doc = "Headers of every question.",
     .example = "{ Authorization: \"Bearer {{ env.TEST_TOKEN }}\" }"},
    {.name = "reset",
     .shape = &kReset,
     .doc = "Called before each scenario.",
     .example = "{ post: \"{{ target.origin }}/test/reset\" }"},
    {.name = "settle",
     .shape = &kDuration,
     .doc = "How long the receiver may take to come to rest, in real time.",
     .example = "500ms"},
};

constexpr std::string_view kInvariantWords[] = {
    "converges",     "never-regresses",  "applied-once",   "no-unknown-message",
    "no-cross-talk", "presence-settles", "acks-everything"};
constexpr Shape kInvariantWord{
    .form = Form::Word, .what = "an invariant", .words = kInvariantWords};
constexpr Field kAnswersFast[] = {
    {.name = "answers-fast",
     .shape = &kDuration,
     .doc = "Every answer comes within this time.",
     .example = "3s",
     .need = Need::Required},
};
constexpr Shape kInvariantWithValue{
    .form = Form::Record, .what = "an invariant with a value", .fields = kAnswersFast};
constexpr const Shape* kInvariantChoices[] = {&kInvariantWord, &kInvariantWithValue};
constexpr Shape kInvariant{
    .form = Form::OneOf, .what = "an invariant", .choices = kInvariantChoices};

}  // namespace

constexpr Shape kOracle{
    .form = Form::Record, .what = "an oracle", .def = "oracle", .fields = kOracleFields};
constexpr Shape kInvariants{
    .form = Form::List, .what = "a list of invariants", .def = "invariants", .item = &kInvariant};

}  // namespace ensaio::shapes
