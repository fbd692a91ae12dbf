#include "simulator/grammar/grammar_table.hpp"

#include <array>

#include "simulator/grammar/grammar_fields.hpp"

// The documents: what stands at the top of a file.

namespace ensaio {
namespace shapes {
namespace {

// What scenarios and project files share.
constexpr Field kInstanceField{.name = "instance",
                               .shape = &kInstance,
                               .doc = "Who speaks; made from the seed where nothing says it.",
                               .example = "{ id: abc, token: def }"};
constexpr Field kChatsField{.name = "chats",
                            .shape = &kChats,
                            .doc = "The people and groups: names, or names with their phones.",
                            .example = "{ ana: \"5544999999999\" }",
                            .also = "contacts"};
constexpr Field kEnvField{.name = "env",
                          .shape = &kEnv,
                          .doc = "The environment variables that templates may use.",
                          .example = "[TEST_TOKEN]"};
constexpr Field kDefaultsField{.name = "defaults",
                               .shape = &kDefaults,
                               .doc = "Modifiers for every step.",
                               .example = "{ timeout: 5s }"};
constexpr Field kOracleField{.name = "oracle",
                             .shape = &kOracle,
                             .doc = "How to ask the receiver what it believes.",
                             .example = "{ use: ./oracle.yaml }"};
constexpr Field kInvariantsField{.name = "invariants",
                                 .shape = &kInvariants,
                                 .doc =
                                     "What must hold all the time; by default all that the "
                                     "oracle can answer.",
                                 .example = "[converges, answers-fast: 3s]"};

constexpr Field kScenarioFields[] = {
    {.name = "scenario",
     .shape = &kLine,
     .doc = "The scenario's name, unique within a run.",
     .example = "three ticks",
     .need = Need::Required,
     .also = "name"},
    fields::kAbout,
    {.name = "tags",
     .shape = &kTexts,
     .doc = "Words for --tag and --skip.",
     .example = "[order, slow]"},
    fields::kVersion,
    fields::kDialect,
    {.name = "seed",
     .shape = &kSeed,
     .doc = "What is drawn is drawn from it; itself drawn, and printed, where it is not given.",
     .example = "8841"},
    {.name = "start",
     .shape = &kTime,
     .doc = "The wall time of the beginning: now, or RFC 3339. Default now.",
     .example = "2026-01-01T00:00:00Z"},
    {.name = "clock",
     .shape = &kClock,
     .doc = "real; virtual: no wait takes time; x10: ten times faster. Default real.",
     .example = "virtual"},
    {.name = "pace",
     .shape = &kPace,
     .doc = "answered: a step's wait counts from the answer of the one before; schedule: from its "
            "due time, so callbacks may overlap. Default answered.",
     .example = "schedule"},
    kInstanceField,
    {.name = "instances",
     .shape = &kInstances,
     .doc = "Several instances by name; a chat names its own.",
     .example = "{ main: { id: abc }, second: { id: def } }"},
    kChatsField,
    {.name = "messages",
     .shape = &kMessages,
     .doc = "The messages whose status is told: names, or names with their chats.",
     .example = "{ m1: ana }"},
    {.name = "webhooks",
     .shape = &kWebhooks,
     .doc = "Where callbacks of a kind go; `every` for all.",
     .example = "{ status: \"http://127.0.0.1:3000/status\" }"},
    kEnvField,
    kDefaultsField,
    {.name = "steps",
     .shape = &kSteps,
     .doc = "What happens, from the top.",
     .example = "[{ sent: m1 }, { wait: 1s }, { read: m1 }]",
     .need = Need::Required},
    {.name = "expect",
     .shape = &kRunExpect,
     .doc = "What is expected of the whole run.",
     .example = "{ sends: { within: 1s } }"},
    kOracleField,
    kInvariantsField,
};

constexpr Field kProjectFields[] = {
    fields::kVersion,
    {.name = "target",
     .shape = &kUrl,
     .doc = "Where callbacks go, where nothing else says it.",
     .example = "http://127.0.0.1:3000/hook"},
    fields::kDialect,
    kInstanceField,
    kChatsField,
    kOracleField,
    kInvariantsField,
    kDefaultsField,
    kEnvField,
};

constexpr Field kOracleDocumentFields[] = {
    {.name = "oracle",
     .shape = &kOracle,
     .doc = "How to ask the receiver what it believes.",
     .example = "{ settle: 500ms }",
     .need = Need::Required},
    fields::kAbout,
    fields::kVersion,
};

constexpr Shape kScenario{
    .form = Form::Record, .what = "a scenario", .def = "scenario", .fields = kScenarioFields};
constexpr Shape kOracleDocument{.form = Form::Record,
                                .what = "a document of an oracle",
                                .def = "oracle_document",
                                .fields = kOracleDocumentFields};
constexpr Shape kProject{
    .form = Form::Record, .what = "a project file", .def = "project", .fields = kProjectFields};

// In order of DocumentKind.
constexpr std::array<const Shape*, kDocumentKinds.size()> kDocuments{
    &kScenario, &kLoad, &kRules, &kAccounts, &kOracleDocument, &kProject};

}  // namespace
}  // namespace shapes

const Shape& document_shape(DocumentKind kind) {
  return *shapes::kDocuments.at(static_cast<std::size_t>(kind));
}

}  // namespace ensaio
