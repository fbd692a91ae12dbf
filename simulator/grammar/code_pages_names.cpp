#include "simulator/grammar/code_pages.hpp"

// Names, and what they stand for.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::UnknownChat,
     .title = "Unknown chat",
     .text = "The chat is not among the chats of the scenario.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: anna
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: ana
  - paused: ana
)"},
    {.code = Code::UnknownMessage,
     .title = "Unknown message",
     .text = "The message is not among the messages of the scenario.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m2
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::UnknownInstance,
     .title = "Unknown instance",
     .text = "The instance is not among the instances of the scenario, or there are several "
             "and none is named.",
     .bad = R"(scenario: x
instances: { one: { id: a }, two: { id: b } }
steps:
  - connected: three
)",
     .good = R"(scenario: x
instances: { one: { id: a }, two: { id: b } }
steps:
  - connected: two
)"},
    {.code = Code::UnknownLabel,
     .title = "Unknown label",
     .text = "keep names steps by their labels, and no step of this shuffle has the label.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - shuffle:
      - { sent: m1, label: first }
      - { read: m1, label: second }
    keep: [[first, third]]
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - shuffle:
      - { sent: m1, label: first }
      - { read: m1, label: second }
    keep: [[first, second]]
)"},
    {.code = Code::NeedsMessage,
     .title = "A status needs a message",
     .text = "A status tells of a message. Of a chat, somebody types in it (composing) or "
             "writes to us (incoming).",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - received: ana
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
)"},
    {.code = Code::NeedsChat,
     .title = "A chat is needed",
     .text = "A presence tells of a chat; and where there are several chats, each message says "
             "to which it belongs.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999", bia: "5544988888888" }
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999", bia: "5544988888888" }
messages: { m1: ana }
steps:
  - sent: m1
)"},
    {.code = Code::SeveralChats,
     .title = "Messages of several chats",
     .text = "One status callback tells of messages of one chat.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999", bia: "5544988888888" }
messages: { m1: ana, m2: bia }
steps:
  - read: [m1, m2]
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999", bia: "5544988888888" }
messages: { m1: ana, m2: bia }
steps:
  - read: m1
  - read: m2
)"},
    {.code = Code::DuplicateName,
     .title = "A name is taken",
     .text = "Two things have one name: scenarios of a run, labels, or a chat and a message.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    label: first
  - read: m1
    label: first
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    label: first
  - read: m1
    label: second
)"},
};

}  // namespace

constexpr std::span<const CodePage> kNamePages{kPages};

}  // namespace ensaio
