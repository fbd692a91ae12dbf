#include "simulator/grammar/grammar_table.hpp"

// How a send misbehaves, and how it is tried again.

namespace ensaio::shapes {
namespace {

constexpr std::string_view kReasonWords[] = {"timeout", "connect", "broken"};
constexpr Shape kReason{.form = Form::Status,
                        .what = "a reason to try again: a status, timeout, connect or broken",
                        .words = kReasonWords};
constexpr Shape kReasons{
    .form = Form::List, .what = "a list of reasons to try again", .least = 1, .item = &kReason};
constexpr Shape kDelays{.form = Form::List, .what = "a list of durations", .item = &kDuration};

constexpr std::string_view kBodyWords[] = {"same", "restamp"};
constexpr std::string_view kRetryAfterWords[] = {"honour", "ignore"};
constexpr std::string_view kThenWords[] = {"disable", "continue"};
constexpr Shape kBody{.form = Form::Word, .what = "a word for 'body'", .words = kBodyWords};
constexpr Shape kRetryAfter{
    .form = Form::Word, .what = "a word for 'retry_after'", .words = kRetryAfterWords};
constexpr Shape kThen{.form = Form::Word, .what = "a word for 'then'", .words = kThenWords};

constexpr Field kGiveUpFields[] = {
    {.name = "after",
     .shape = &kPositive,
     .doc = "So many callbacks failed in a row, all their attempts used.",
     .example = "3",
     .need = Need::Required},
    {.name = "then",
     .shape = &kThen,
     .doc = "disable: the URL is no longer called; continue: it is.",
     .example = "disable"},
};
constexpr Shape kGiveUp{.form = Form::Record, .what = "'give_up'", .fields = kGiveUpFields};

constexpr Field kRetryFields[] = {
    {.name = "when",
     .shape = &kReasons,
     .doc = "What is tried again: statuses, timeout (no answer), connect (no byte was sent), "
            "broken (reset or garbage after that).",
     .example = "[5xx, 429, timeout, connect]"},
    {.name = "delays",
     .shape = &kDelays,
     .doc = "How long to wait before each further attempt; attempts = 1 + number of delays.",
     .example = "[1s, 5s]"},
    {.name = "jitter",
     .shape = &kPercent,
     .doc = "How much a delay may be longer or shorter.",
     .example = "10%"},
    {.name = "body",
     .shape = &kBody,
     .doc = "same: the same bytes again; restamp: with a new momment.",
     .example = "restamp"},
    {.name = "retry_after",
     .shape = &kRetryAfter,
     .doc = "Whether the answer's Retry-After is honoured.",
     .example = "ignore"},
    {.name = "give_up",
     .shape = &kGiveUp,
     .doc = "When a URL is given up for good.",
     .example = "{ after: 3, then: disable }"},
};

constexpr Field kStallFields[] = {
    {.name = "after",
     .shape = &kPercent,
     .doc = "After this part of the body.",
     .example = "50%",
     .need = Need::Required},
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long nothing is sent.",
     .example = "3s",
     .need = Need::Required},
};
constexpr Shape kStall{.form = Form::Record, .what = "a stall", .fields = kStallFields};

constexpr std::string_view kResetWords[] = {"before-send", "mid-body", "before-answer"};
constexpr std::string_view kGarbleWords[] = {"truncated-json", "invalid-utf8", "duplicate-keys",
                                             "empty"};
constexpr Shape kReset{.form = Form::Word, .what = "a moment of reset", .words = kResetWords};
constexpr Shape kGarble{.form = Form::Word, .what = "a way to garble", .words = kGarbleWords};

constexpr Field kFaultFields[] = {
    {.name = "slow-send",
     .shape = &kThroughput,
     .doc = "The request trickles: so many bytes a second.",
     .example = "200B/s"},
    {.name = "stall",
     .shape = &kStall,
     .doc = "The request stops in the middle of its body, then goes on.",
     .example = "{ after: 50%, for: 3s }"},
    {.name = "cut-after",
     .shape = &kPercent,
     .doc = "The connection is closed after this part of the body.",
     .example = "60%"},
    {.name = "reset",
     .shape = &kReset,
     .doc = "The connection is reset before the send, in the body, or before the answer.",
     .example = "mid-body"},
    {.name = "lose-answer",
     .shape = &kSwitch,
     .doc = "The receiver gets all of it and works; its answer is thrown away. Counts as timeout.",
     .example = "true"},
    {.name = "pretend-answer",
     .shape = &kStatusCode,
     .doc = "Its answer is replaced by this status.",
     .example = "500"},
    {.name = "lying-length",
     .shape = &kShift,
     .doc = "Content-Length is wrong by so many bytes.",
     .example = "+10"},
    {.name = "chunks",
     .shape = &kSize,
     .doc = "Chunked transfer, in chunks of this size.",
     .example = "7B"},
    {.name = "garble",
     .shape = &kGarble,
     .doc = "The body is spoilt.",
     .example = "truncated-json"},
    {.name = "new-connection",
     .shape = &kSwitch,
     .doc = "It goes over a connection of its own.",
     .example = "true"},
};
constexpr std::string_view kBareFaults[] = {"lose-answer", "new-connection"};
constexpr Shape kFaultWord{.form = Form::Word, .what = "a fault", .words = kBareFaults};
constexpr Shape kFaultMap{
    .form = Form::Record, .what = "a fault", .least = 1, .most = 1, .fields = kFaultFields};
constexpr const Shape* kFaultChoices[] = {&kFaultWord, &kFaultMap};
constexpr std::string_view kAttemptWords[] = {"first", "all"};

}  // namespace

constexpr Shape kRetry{
    .form = Form::Record, .what = "a retry schedule", .def = "retry", .fields = kRetryFields};
constexpr Shape kFault{
    .form = Form::OneOf, .what = "a fault", .def = "fault", .choices = kFaultChoices};
constexpr Shape kOnAttempts{
    .form = Form::Word, .what = "a word for 'on_attempts'", .words = kAttemptWords};

}  // namespace ensaio::shapes
