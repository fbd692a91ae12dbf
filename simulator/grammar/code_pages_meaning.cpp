#include "simulator/grammar/code_pages.hpp"

// What steps mean.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::NotInDialect,
     .title = "The dialect does not have it",
     .text = "Not every provider has every status and presence, and what one has changes over "
             "the years. The message names the dialects that have it.",
     .bad = R"(scenario: x
dialect: plugchat
messages: [m1]
steps:
  - read_by_me: m1
)",
     .good = R"(scenario: x
dialect: zapi
messages: [m1]
steps:
  - read_by_me: m1
)"},
    {.code = Code::BadEdit,
     .title = "A field that is not there, or is",
     .text = "with and remove need a field that the body has; add needs one that it lacks. A "
             "field that was set to nothing by a slip would go unseen.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    with: { moment: 1 }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    with: { momment: 1 }
)"},
    {.code = Code::UnknownTemplate,
     .title = "Unknown template",
     .text = "A template is one of those that the language has, a chat or message of the "
             "scenario, or what an earlier call saved; env.NAME must stand in env.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: "{{ chats.bia.phone }}"
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: "{{ chats.ana.phone }}"
)"},
    {.code = Code::UnknownVariant,
     .title = "A received message that nobody documents",
     .text = "like takes the variants that the documentation of the dialect shows.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    like: imagem
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    like: image
)"},
    {.code = Code::BadUse,
     .title = "The used file cannot be used",
     .text = "use takes a file that can be read and holds a scenario with no more than a name, "
             "chats, messages and steps, and that does not use itself.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - use: ./missing.yaml
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - use: ./typing.yaml
)"},
    {.code = Code::AtOutOfOrder,
     .title = "at is out of order",
     .text = "at counts from the start of the scenario, so it stands in the outermost list "
             "only, and never earlier than the step before.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    at: 5s
  - read: m1
    at: 2s
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    at: 2s
  - read: m1
    at: 5s
)"},
    {.code = Code::TooManySteps,
     .title = "Too many steps",
     .text = "All that repeat, count and use make together must stay below 1 000 000 steps.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - repeat: { times: 1000, steps: [{ repeat: { times: 1001, steps: [{ sent: m1 }] } }] }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - repeat: { times: 1000, steps: [{ repeat: { times: 10, steps: [{ sent: m1 }] } }] }
)"},
    {.code = Code::BadKeep,
     .title = "keep contradicts itself",
     .text = "The pairs of keep ask for an order that goes in a circle.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - shuffle:
      - { sent: m1, label: first }
      - { read: m1, label: second }
    keep: [[first, second], [second, first]]
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - shuffle:
      - { sent: m1, label: first }
      - { read: m1, label: second }
    keep: [[first, second]]
)"},
    {.code = Code::NoKind,
     .title = "Nothing says the kind",
     .text = "The kind of a raw body decides where it goes. It follows from a known type in "
             "the body; where there is none, kind says it.",
     .bad = R"(scenario: x
steps:
  - raw: { organizationId: "1" }
)",
     .good = R"(scenario: x
steps:
  - raw: { organizationId: "1" }
    kind: start-attendance
)"},
    {.code = Code::NotAGroup,
     .title = "Not a group",
     .text = "by names who it was in a group, and the chat is none: a group has a phone that "
             "ends in -group.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
messages: { m1: ana }
steps:
  - read: m1
    by: ana
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999", team: "5544999999999-group" }
messages: { m1: team }
steps:
  - read: m1
    by: ana
)"},
    {.code = Code::NoWebhookKind,
     .title = "The dialect has no webhook for it",
     .text = "The documentation of the dialect has no way to set a URL for callbacks of this "
             "kind. Name a dialect that has, or a URL in webhooks.",
     .bad = R"(scenario: x
dialect: plugchat
steps:
  - connected
)",
     .good = R"(scenario: x
dialect: zapi
steps:
  - connected
)"},
    {.code = Code::BadTarget,
     .title = "Not a target",
     .text = "A target is an absolute URL that begins with http:// or https://.",
     .bad = R"(# ensaio run typing.yaml --target localhost:3000
)",
     .good = R"(# ensaio run typing.yaml --target http://localhost:3000
)"},
    {.code = Code::NoTarget,
     .title = "Nowhere to send",
     .text = "A callback goes to the URL that the application registered, else to that of "
             "webhooks in the file, else to --target; and there is none of them.",
     .bad = R"(# ensaio run typing.yaml
)",
     .good = R"(# ensaio run typing.yaml --target http://127.0.0.1:3000/hook
)"},
    {.code = Code::UnknownProject,
     .title = "The project file cannot be used",
     .text = "ensaio.yaml holds what all scenarios below it share: target, dialect, instance, "
             "chats, oracle, invariants, defaults, env.",
     .bad = R"(# ensaio.yaml
# steps: []
)",
     .good = R"(# ensaio.yaml
# dialect: plugchat
)"},
};

}  // namespace

constexpr std::span<const CodePage> kMeaningPages{kPages};

}  // namespace ensaio
