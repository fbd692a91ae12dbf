#include "simulator/grammar/grammar_fields.hpp"

// What the mock API reads: rules of what follows a call, and accounts.

namespace ensaio::shapes {
namespace {

constexpr Field kAnswerFields[] = {
    {.name = "status", .shape = &kStatusCode, .doc = "Our answer's status.", .example = "503"},
    {.name = "delay", .shape = &kSpan, .doc = "Our answer comes so late.", .example = "2s"},
    {.name = "dribble",
     .shape = &kThroughput,
     .doc = "Our answer trickles: so many bytes a second.",
     .example = "10B/s"},
    {.name = "empty", .shape = &kSwitch, .doc = "Our answer has no body.", .example = "true"},
    {.name = "garbage",
     .shape = &kSwitch,
     .doc = "Our answer's body is no JSON.",
     .example = "true"},
    {.name = "reset",
     .shape = &kSwitch,
     .doc = "The connection is reset instead of an answer.",
     .example = "true"},
    {.name = "rate-limit",
     .shape = &kRate,
     .doc = "More calls than this are answered with 429.",
     .example = "10/s"},
    {.name = "for",
     .shape = &kDuration,
     .doc = "So long, from the first call on.",
     .example = "10s"},
    {.name = "times", .shape = &kPositive, .doc = "For so many calls.", .example = "1"},
};
constexpr Shape kAnswer{
    .form = Form::Record, .what = "a fault of our answer", .least = 1, .fields = kAnswerFields};

constexpr Shape kRulePhone{.form = Form::PhonePattern, .what = "a phone, with * for anything"};
constexpr Field kRuleWhereFields[] = {
    {.name = "phone",
     .shape = &kRulePhone,
     .doc = "A phone in quotes, with `*` for anything.",
     .example = "\"55449*\""},
    {.name = "message",
     .shape = &kText,
     .doc = "The text or the caption, with `*` for anything.",
     .example = "\"*horário*\"",
     .also = "text caption"},
};
constexpr Shape kRuleWhere{
    .form = Form::Record, .what = "conditions", .least = 1, .fields = kRuleWhereFields};

constexpr Shape kRoutePattern{.form = Form::Line, .what = "a route such as send-text, or \"*\""};
constexpr Field kRuleFields[] = {
    {.name = "after",
     .shape = &kRoutePattern,
     .doc = "The call that it answers: a route, with `*` for anything.",
     .example = "send-text",
     .need = Need::Required},
    {.name = "where",
     .shape = &kRuleWhere,
     .doc = "Only calls whose fields are so; `*` stands for anything.",
     .example = "{ phone: \"55449*\", message: \"*horário*\" }"},
    {.name = "steps",
     .shape = &kStepsOrNone,
     .doc = "What follows; `message` and `chat` are bound to the call. An empty list is silence.",
     .example = "[{ wait: 80ms }, { sent: message }]"},
    {.name = "play",
     .shape = &kPath,
     .doc = "A scenario to play; a path relative to this file.",
     .example = "./typing-then-paused.yaml"},
    {.name = "answer",
     .shape = &kAnswer,
     .doc = "How our answer misbehaves.",
     .example = "{ status: 503, for: 10s }"},
};
constexpr Shape kRule{.form = Form::Record, .what = "a rule", .def = "rule", .fields = kRuleFields};
constexpr Shape kRuleList{.form = Form::List, .what = "a list of rules", .item = &kRule};
constexpr Field kRulesFields[] = {
    {.name = "rules",
     .shape = &kRuleList,
     .doc = "What follows a call of the application; the first that matches wins.",
     .example = "[{ after: send-text, steps: [{ sent: message }] }]",
     .need = Need::Required},
    fields::kAbout,
    fields::kVersion,
};

constexpr Field kAccountFields[] = {
    {.name = "id",
     .shape = &kLine,
     .doc = "The instance's id.",
     .example = "3C0123456789ABCDEF0123456789ABCD",
     .need = Need::Required},
    {.name = "token",
     .shape = &kLine,
     .doc = "The instance's token.",
     .example = "A1B2C3D4E5F6A1B2C3D4E5F6",
     .need = Need::Required},
    {.name = "client_token",
     .shape = &kLine,
     .doc = "The account's Client-Token; calls without it are refused.",
     .example = "F0123456789abcdef",
     .also = "clientToken client-token"},
    fields::kDialect,
    {.name = "connected",
     .shape = &kBoolean,
     .doc = "Whether the instance has its phone. Default true.",
     .example = "true"},
};
constexpr Shape kAccount{.form = Form::Record, .what = "an account", .fields = kAccountFields};
constexpr Shape kAccountList{
    .form = Form::List, .what = "a list of accounts", .least = 1, .item = &kAccount};
constexpr Field kAccountsFields[] = {
    {.name = "accounts",
     .shape = &kAccountList,
     .doc = "The instances that exist; all others are refused.",
     .example = "[{ id: abc, token: def }]",
     .need = Need::Required},
    fields::kAbout,
    fields::kVersion,
};

}  // namespace

constexpr Shape kRules{
    .form = Form::Record, .what = "a document of rules", .def = "rules", .fields = kRulesFields};
constexpr Shape kAccounts{.form = Form::Record,
                          .what = "a document of accounts",
                          .def = "accounts",
                          .fields = kAccountsFields};
}  // namespace ensaio::shapes
