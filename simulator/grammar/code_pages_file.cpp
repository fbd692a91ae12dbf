#include "simulator/grammar/code_pages.hpp"

// What keeps a file from being read at all.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::Unreadable,
     .title = "The file cannot be read",
     .text = "It is missing, is a directory where a file is wanted, or may not be opened. "
             "Nothing in it was looked at, and nothing was sent.",
     .bad = R"(# ensaio check scenarios/tpying.yaml
)",
     .good = R"(# ensaio check scenarios/typing.yaml
)"},
    {.code = Code::NotText,
     .title = "The file is not text",
     .text = "A file is UTF-8 text without NUL and other control characters. Save it as UTF-8; "
             "in quotes, write such a character as an escape.",
     .bad = "scenario: \"caf\uffff\"\nmessages: [m1]\nsteps:\n  - sent: m1\n",
     .good = "scenario: \"caf\u00e9\"\nmessages: [m1]\nsteps:\n  - sent: m1\n"},
    {.code = Code::Empty,
     .title = "There is nothing here",
     .text = "The file holds no document, or the directory holds no scenario. A run of nothing "
             "must not look like a run that passed.",
     .bad = R"(# scenario: x
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::TooLarge,
     .title = "The file is too large",
     .text = "A file may have 16 MiB, and a document 4 000 000 values. Use repeat or count for "
             "many of the same, and divide what is left into several files.",
     .bad = R"(# A list of 5 000 000 steps.
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - repeat:
      times: 100000
      steps:
        - sent: m1
)"},
    {.code = Code::MalformedYaml,
     .title = "The file is not YAML",
     .text = "The text breaks a rule of YAML: a bracket is not closed, a colon stands where "
             "none may, a line is indented too little or too much.",
     .bad = R"(scenario: x
messages: [m1
steps:
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::UnterminatedQuote,
     .title = "A quote is never closed",
     .text = "What follows an opening quote is text until the same quote comes again. Without "
             "that the rest of the file would be swallowed.",
     .bad = R"(scenario: "x
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: "x"
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::TabIndentation,
     .title = "A tab in the indentation",
     .text = "YAML indents with spaces: how wide a tab is depends on who looks.",
     .bad = "scenario: x\nmessages: [m1]\nsteps:\n\t- sent: m1\n",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::DuplicateKey,
     .title = "A key is here twice",
     .text = "A map has each key once. Of two, one would be ignored, and it would not be said "
             "which.",
     .bad = R"(scenario: x
messages: [m1]
messages: [m2]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1, m2]
steps:
  - sent: m1
  - sent: m2
)"},
    {.code = Code::BadAlias,
     .title = "An alias that cannot be",
     .text = "An alias (*name) repeats what has the anchor (&name). It must not stand inside "
             "what it repeats, and all that aliases repeat together must stay below 4 000 000 "
             "values.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - *step
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - &step { sent: m1 }
  - *step
)"},
    {.code = Code::TooDeep,
     .title = "Values nest too deep",
     .text = "Lists and maps may stand in each other 64 deep.",
     .bad = R"(scenario: x
steps:
  - raw: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
)",
     .good = R"(scenario: x
steps:
  - raw: { type: PresenceChatCallback, list: [[[1]]] }
)"},
    {.code = Code::AccidentalAnchor,
     .title = "An anchor, alias or tag where text was meant",
     .text = "A text that begins with &, * or ! has a meaning of its own in YAML. Put it in "
             "quotes.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: !important
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: "!important"
)"},
    {.code = Code::MergeKey,
     .title = "The merge key",
     .text = "<< is an extension of YAML 1.1, and YAML 1.2 does not have it. Write the keys "
             "out, repeat a whole value with an alias, or use defaults.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    headers: &headers { x-test: one }
  - read: m1
    headers: { <<: *headers, x-other: two }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    headers: { x-test: one }
  - read: m1
    headers: { x-test: one, x-other: two }
)"},
};

}  // namespace

constexpr std::span<const CodePage> kFilePages{kPages};

}  // namespace ensaio
