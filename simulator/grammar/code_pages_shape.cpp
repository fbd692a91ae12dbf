#include "simulator/grammar/code_pages.hpp"

// Words and shapes.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::UnknownStep,
     .title = "Unknown step",
     .text = "A step is a verb with its object and its modifiers. The word is no verb of the "
             "language; most likely it is misspelt.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - recieved: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - received: m1
)"},
    {.code = Code::UnknownKey,
     .title = "Unknown key",
     .text = "The key has no meaning here. An ignored key is the worst mistake there is, so "
             "none is ignored.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    laet: 2s
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    late: 2s
)"},
    {.code = Code::MissingKey,
     .title = "A key is missing",
     .text = "Something cannot be understood without this key.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - repeat: { steps: [{ sent: m1 }] }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - repeat: { times: 3, steps: [{ sent: m1 }] }
)"},
    {.code = Code::WrongType,
     .title = "A value of another type",
     .text = "A list stands where a map is wanted, a number where text is, or the other way "
             "round. Numbers, true and false are text only in quotes.",
     .bad = R"(scenario: 2026
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: "2026"
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::UnknownWord,
     .title = "Not one of the words",
     .text = "Only some words may stand here, and this is none of them.",
     .bad = R"(scenario: x
dialect: z-api
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
dialect: zapi
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::UnknownDocument,
     .title = "Nothing says what kind of document this is",
     .text = "A document is what one of its keys says: scenario, load, rules, accounts or "
             "oracle. Two of these need two documents, with a line of --- between them.",
     .bad = R"(messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::UnsupportedVersion,
     .title = "A version that this program does not read",
     .text = "The language has a version, and this program reads 1. Without the key it is 1.",
     .bad = R"(scenario: x
version: 2
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
version: 1
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::SeveralVerbs,
     .title = "Two verbs in one step",
     .text = "A step does one thing. Things that happen one after the other are several items "
             "of the list; things that happen at once stand in together or parallel.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - wait: 1s
    sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - wait: 1s
  - sent: m1
)"},
    {.code = Code::NotAModifier,
     .title = "A modifier that this verb does not take",
     .text = "The key is known, but means nothing here: a wait is not late, since nothing is "
             "sent.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - wait: 1s
    late: 2s
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - wait: 1s
  - sent: m1
    late: 2s
)"},
    {.code = Code::EmptyList,
     .title = "Something is empty",
     .text = "At least one item must stand here. A scenario without steps would pass without "
             "having done anything.",
     .bad = R"(scenario: x
steps: []
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::ExclusiveKeys,
     .title = "Two keys that exclude each other",
     .text = "Each of the keys says the same thing in its own way, so there can be only one of "
             "them.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - repeat: { times: 3, every: 1s, for: 3s, steps: [{ sent: m1 }] }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - repeat: { every: 1s, for: 3s, steps: [{ sent: m1 }] }
)"},
};

}  // namespace

constexpr std::span<const CodePage> kShapePages{kPages};

}  // namespace ensaio
