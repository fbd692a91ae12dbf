#include "simulator/grammar/grammar_table.hpp"

// Load profiles: whole conversations, at a rate, in phases.

namespace ensaio::shapes {
namespace {

constexpr Field kMixFields[] = {
    {.name = "scenario",
     .shape = &kPath,
     .doc = "The file of a scenario; a path relative to this one.",
     .example = "./three-ticks.yaml",
     .need = Need::Required},
    {.name = "weight",
     .shape = &kPositive,
     .doc = "How often, beside the others. Default 1.",
     .example = "70"},
};
constexpr Shape kMixed{.form = Form::Record, .what = "a scenario of the mix", .fields = kMixFields};
constexpr Shape kMix{
    .form = Form::List, .what = "a list of scenarios", .least = 1, .item = &kMixed};

constexpr std::string_view kAsWrittenWords[] = {"as-written"};
constexpr Shape kAsWritten{
    .form = Form::Word, .what = "a word for 'chats'", .words = kAsWrittenWords};
constexpr Field kLoadChatsFields[] = {
    {.name = "count",
     .shape = &kPositive,
     .doc = "So many chats, made from the seed.",
     .example = "20000",
     .need = Need::OneOf},
    {.name = "from",
     .shape = &kPath,
     .doc = "A CSV file of phones.",
     .example = "phones.csv",
     .need = Need::OneOf},
};
constexpr Shape kLoadChatsMap{
    .form = Form::Record, .what = "chats of a load", .fields = kLoadChatsFields};
constexpr const Shape* kLoadChatsChoices[] = {&kAsWritten, &kLoadChatsMap};
constexpr Shape kLoadChats{
    .form = Form::OneOf, .what = "{ count }, { from } or as-written", .choices = kLoadChatsChoices};
constexpr Field kLoadMessagesFields[] = {
    {.name = "from",
     .shape = &kPath,
     .doc = "A CSV file of message ids.",
     .example = "ids.csv",
     .need = Need::Required},
};
constexpr Shape kLoadMessages{
    .form = Form::Record, .what = "messages of a load", .fields = kLoadMessagesFields};

constexpr Field kLoadOracleFields[] = {
    {.name = "use",
     .shape = &kPath,
     .doc = "A file that holds the oracle; a path relative to this one.",
     .example = "./oracle.yaml"},
    {.name = "sample",
     .shape = &kPercent,
     .doc = "The part of the conversations that is judged by the oracle.",
     .example = "5%"},
};
constexpr Shape kLoadOracle{
    .form = Form::Record, .what = "an oracle of a load", .fields = kLoadOracleFields};

constexpr std::string_view kArrivalWords[] = {"even", "poisson"};
constexpr Shape kArrivals{.form = Form::Word, .what = "a way to arrive", .words = kArrivalWords};
constexpr Field kPhaseFields[] = {
    {.name = "name",
     .shape = &kLine,
     .doc = "Its name in reports and in conditions.",
     .example = "steady"},
    {.name = "for",
     .shape = &kDuration,
     .doc = "How long it lasts.",
     .example = "5m",
     .need = Need::Required},
    {.name = "rate",
     .shape = &kRamp,
     .doc = "Conversations begun per time; low..high climbs in a straight line.",
     .example = "5/s..50/s",
     .need = Need::Required},
    {.name = "arrivals",
     .shape = &kArrivals,
     .doc = "Evenly spaced, or at random with the same count. Default even.",
     .example = "poisson"},
    {.name = "judged",
     .shape = &kBoolean,
     .doc = "Whether conditions look at it. Default true.",
     .example = "false"},
    {.name = "hold",
     .shape = &kBoolean,
     .doc = "Callbacks become due and are sent at its end: an outage, then a flood.",
     .example = "true"},
};
constexpr Shape kPhase{.form = Form::Record, .what = "a phase", .fields = kPhaseFields};
constexpr Shape kPhases{
    .form = Form::List, .what = "a list of phases", .least = 1, .item = &kPhase};

constexpr std::string_view kOverflowWords[] = {"queue", "drop"};
constexpr Shape kOverflow{
    .form = Form::Word, .what = "a word for 'overflow'", .words = kOverflowWords};
constexpr Field kLimitsFields[] = {
    {.name = "in_flight",
     .shape = &kPositive,
     .doc = "Callbacks under way at most. Default 2000.",
     .example = "2000"},
    {.name = "connections",
     .shape = &kPositive,
     .doc = "Connections at most. Default 200.",
     .example = "200"},
    {.name = "timeout",
     .shape = &kDuration,
     .doc = "For each answer. Default 10s.",
     .example = "10s"},
    {.name = "drain",
     .shape = &kDuration,
     .doc = "How long the end waits for answers once every conversation should be over by its "
            "waits. Default 30s.",
     .example = "30s"},
    {.name = "overflow",
     .shape = &kOverflow,
     .doc = "Beyond in_flight callbacks wait and are measured (queue), or are dropped and counted. "
            "Default queue.",
     .example = "drop"},
};
constexpr Shape kLimits{.form = Form::Record, .what = "limits", .fields = kLimitsFields};

constexpr Shape kCondition{.form = Form::Line, .what = "a condition such as response.p99 < 300ms"};
constexpr Shape kConditions{
    .form = Form::List, .what = "a list of conditions", .item = &kCondition};

constexpr Field kLoadFields[] = {
    {.name = "load",
     .shape = &kLine,
     .doc = "The load profile's name.",
     .example = "evening peak",
     .need = Need::Required},
    {.name = "about",
     .shape = &kText,
     .doc = "One sentence for reports.",
     .example = "Mixed conversations, one sharp spike.",
     .also = "description"},
    {.name = "version", .shape = &kVersion, .doc = "The language's version.", .example = "1"},
    {.name = "seed", .shape = &kSeed, .doc = "What is drawn is drawn from it.", .example = "99"},
    {.name = "mix",
     .shape = &kMix,
     .doc = "The scenarios played, by weight.",
     .example = "[{ scenario: ./three-ticks.yaml, weight: 70 }]",
     .need = Need::Required},
    {.name = "chats",
     .shape = &kLoadChats,
     .doc = "Whose numbers conversations use: made from the seed, from a file, or as written.",
     .example = "{ count: 20000 }"},
    {.name = "messages",
     .shape = &kLoadMessages,
     .doc = "Message ids that the receiver knows.",
     .example = "{ from: ids.csv }"},
    {.name = "target",
     .shape = &kUrl,
     .doc = "Where callbacks go.",
     .example = "http://127.0.0.1:3000/hook"},
    {.name = "instance",
     .shape = &kInstance,
     .doc = "Who speaks.",
     .example = "{ id: abc, token: def }"},
    {.name = "dialect",
     .shape = &kDialect,
     .doc = "What the callbacks look like.",
     .example = "zapi"},
    {.name = "headers",
     .shape = &kHeaders,
     .doc = "Headers of every callback.",
     .example = "{ x-test: load }"},
    {.name = "pace",
     .shape = &kPace,
     .doc = "Whether a step's wait counts from the answer before, or from its due time.",
     .example = "schedule"},
    {.name = "oracle",
     .shape = &kLoadOracle,
     .doc = "Judges a sample of the conversations.",
     .example = "{ use: ./oracle.yaml, sample: 5% }"},
    {.name = "phases",
     .shape = &kPhases,
     .doc = "What rate for how long, one after the other.",
     .example = "[{ name: steady, for: 5m, rate: 50/s }]"},
    {.name = "limits",
     .shape = &kLimits,
     .doc = "What it may use.",
     .example = "{ in_flight: 2000 }"},
    {.name = "pass_when",
     .shape = &kConditions,
     .doc = "All of these must hold. Without them failed == 0, with overflow: drop also "
            "dropped == 0.",
     .example = "[response.p99 < 300ms during steady]"},
    {.name = "valid_when",
     .shape = &kConditions,
     .doc = "Where one does not hold the run is inconclusive.",
     .example = "[lag.p99 < 20ms]"},
    {.name = "stop_when",
     .shape = &kConditions,
     .doc = "Where one holds the run is stopped.",
     .example = "[failed > 20% for 10s]"},
};

}  // namespace

constexpr Shape kLoad{
    .form = Form::Record, .what = "a load profile", .def = "load", .fields = kLoadFields};

}  // namespace ensaio::shapes
