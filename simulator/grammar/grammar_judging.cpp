#include "simulator/grammar/grammar_table.hpp"

// What is expected: of a step, of the run, of what the receiver believes.

namespace ensaio::shapes {
namespace {

constexpr std::string_view kNoneWord[] = {"none"};
constexpr Shape kStatus{.form = Form::Status, .what = "a status: 200 or 2xx", .def = "status"};
constexpr Shape kStatusOrNone{
    .form = Form::Status, .what = "a status: 200, 2xx or none", .words = kNoneWord};
constexpr Shape kStatusList{
    .form = Form::List, .what = "a list of statuses", .least = 1, .item = &kStatus};
constexpr const Shape* kStatusesChoices[] = {&kStatusOrNone, &kStatusList};

constexpr Shape kGap{.form = Form::Range};
constexpr Shape kGaps{
    .form = Form::List, .what = "a list of ranges: [900ms..1100ms]", .least = 1, .item = &kGap};

}  // namespace

constexpr Shape kStatuses{.form = Form::OneOf,
                          .what = "a status (200, 2xx, none) or a list of statuses",
                          .def = "statuses",
                          .choices = kStatusesChoices};

namespace {

constexpr Field kStatusField{.name = "status",
                             .shape = &kStatuses,
                             .doc =
                                 "The answer's status: 200, 2xx, a list of these, or none for "
                                 "no answer at all.",
                             .example = "2xx"};
constexpr Field kWithinField{
    .name = "within",
    .shape = &kDuration,
    .doc = "The answer comes at most so long after the send, in real time.",
    .example = "500ms"};
constexpr Field kBodyField{.name = "body",
                           .shape = &kExpectedValues,
                           .doc = "What stands at JSON Pointers in the answer's body.",
                           .example = "{ /ok: true }"};

constexpr Field kStepExpectFields[] = {
    kStatusField,
    kWithinField,
    kBodyField,
    {.name = "to",
     .shape = &kUrl,
     .doc = "The URL it must have gone to.",
     .example = "\"{{ target }}\""},
    {.name = "attempts",
     .shape = &kPositive,
     .doc = "How many attempts were made in all.",
     .example = "3"},
    {.name = "answers",
     .shape = &kStatusList,
     .doc = "The status of each attempt, in order.",
     .example = "[500, 2xx]"},
    {.name = "gaps",
     .shape = &kGaps,
     .doc = "The time between the attempts, in order.",
     .example = "[900ms..1100ms]"},
};
constexpr Field kCallExpectFields[] = {kStatusField, kWithinField, kBodyField};
constexpr Field kGroupExpectFields[] = {
    {.name = "within",
     .shape = &kDuration,
     .doc = "All steps inside are answered at most so long after the group began.",
     .example = "2s"},
};
constexpr Field kTogetherExpectFields[] = {
    kGroupExpectFields[0],
    {.name = "spread",
     .shape = &kDuration,
     .doc = "The sends lie at most so far apart.",
     .example = "1ms"},
};
constexpr Field kSendsFields[] = {kStatusField, kWithinField};
constexpr Shape kSends{
    .form = Form::Record, .what = "what every send must bring", .fields = kSendsFields};

constexpr Field kCallCountFields[] = {
    {.name = "count",
     .shape = &kCount,
     .doc = "How many such calls the application makes, exactly.",
     .example = "1",
     .need = Need::Required},
    {.name = "where",
     .shape = &kWhere,
     .doc = "Only calls whose fields are so; `*` stands for anything.",
     .example = "{ phone: ana }"},
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long after the last step calls are still counted; by default 2s for a count of 0, "
            "else no longer than it takes to reach the count.",
     .example = "2s"},
};
constexpr Shape kRoute{.form = Form::Line, .what = "a route such as send-text"};
constexpr Shape kCallCount{
    .form = Form::Record, .what = "an expected call", .fields = kCallCountFields};
constexpr Shape kCalls{.form = Form::Map,
                       .what = "a map from routes to counts",
                       .least = 1,
                       .key = &kRoute,
                       .item = &kCallCount};

constexpr Field kProbeFields[] = {
    {.name = "get",
     .shape = &kUrl,
     .doc = "Where to ask.",
     .example = "\"{{ target.origin }}/messages/1\"",
     .need = Need::Required},
    {.name = "headers",
     .shape = &kHeaders,
     .doc = "Headers of the question.",
     .example = "{ Accept: application/json }"},
    {.name = "eventually",
     .shape = &kExpectedValues,
     .doc = "These values are there at some time before `within` has passed.",
     .example = "{ /status: read }",
     .need = Need::OneOf},
    {.name = "always",
     .shape = &kExpectedValues,
     .doc = "These values are there each time, as long as `for` lasts.",
     .example = "{ /status: read }",
     .need = Need::OneOf},
    {.name = "never",
     .shape = &kExpectedValues,
     .doc = "These values are there at no time, as long as `for` lasts.",
     .example = "{ /status: delivered }",
     .need = Need::OneOf},
    {.name = "within",
     .shape = &kDuration,
     .doc = "How long `eventually` may take, in real time.",
     .example = "5s"},
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long `always` and `never` are asked, in real time.",
     .example = "2s"},
};
constexpr Shape kProbe{
    .form = Form::Record, .what = "a probe", .def = "probe", .fields = kProbeFields};
constexpr Shape kProbeList{
    .form = Form::List, .what = "a list of probes", .least = 1, .item = &kProbe};
constexpr const Shape* kProbesChoices[] = {&kProbe, &kProbeList};
constexpr Shape kProbes{
    .form = Form::OneOf, .what = "a probe or a list of probes", .choices = kProbesChoices};

constexpr Field kRunExpectFields[] = {
    {.name = "sends",
     .shape = &kSends,
     .doc = "What every send must bring, beside what its own step expects.",
     .example = "{ status: 2xx, within: 1s }"},
    {.name = "calls",
     .shape = &kCalls,
     .doc = "What the application calls on our API.",
     .example = "{ send-text: { count: 1 } }"},
    {.name = "probe",
     .shape = &kProbes,
     .doc = "What the receiver says when it is asked.",
     .example = "{ get: \"{{ target.origin }}/health\", eventually: { /ok: true } }"},
};

}  // namespace

constexpr Shape kStepExpect{.form = Form::Record,
                            .what = "an expectation",
                            .def = "step_expect",
                            .fields = kStepExpectFields};
constexpr Shape kCallExpect{.form = Form::Record,
                            .what = "an expectation of a call",
                            .def = "call_expect",
                            .fields = kCallExpectFields};
constexpr Shape kGroupExpect{.form = Form::Record,
                             .what = "an expectation of a group",
                             .def = "group_expect",
                             .fields = kGroupExpectFields};
constexpr Shape kTogetherExpect{.form = Form::Record,
                                .what = "an expectation of 'together'",
                                .def = "together_expect",
                                .fields = kTogetherExpectFields};
constexpr Shape kRunExpect{.form = Form::Record,
                           .what = "an expectation of the whole run",
                           .def = "run_expect",
                           .fields = kRunExpectFields};

}  // namespace ensaio::shapes
