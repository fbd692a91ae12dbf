#include "simulator/grammar/code_pages.hpp"

// The order lint, and what this version cannot do yet.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::ReadBeforeSent,
     .title = "Read before it was sent",
     .text = "A message is documented to be SENT, then RECEIVED, then READ. Where another "
             "order is what the test is about, intent says so.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - read: m1
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - read: m1
    intent: the callbacks overtake each other
  - sent: m1
)"},
    {.code = Code::ReceivedAfterRead,
     .title = "Received after it was read",
     .text = "A message is documented to be SENT, then RECEIVED, then READ. Where another "
             "order is what the test is about, intent says so.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
  - read: m1
  - received: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
  - read: m1
  - received: m1
    intent: a status that limps in
)"},
    {.code = Code::PausedAlone,
     .title = "Paused without typing before",
     .text = "PAUSED ends a COMPOSING or a RECORDING, and there was none.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - paused: ana
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: ana
  - paused: ana
)"},
    {.code = Code::PausedTwice,
     .title = "Paused a second time",
     .text = "PAUSED ends a COMPOSING or a RECORDING, and this one has ended already.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: ana
  - paused: ana
  - paused: ana
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: ana
  - paused: ana
  - composing: ana
  - paused: ana
)"},
    {.code = Code::PlayedText,
     .title = "A text is played",
     .text = "Only audio and video are played. Say what the message is with type.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - played: m1
)",
     .good = R"(scenario: x
chats: [ana]
messages: { m1: { chat: ana, type: audio } }
steps:
  - played: m1
)"},
    {.code = Code::ForeignChat,
     .title = "A status for a message of another chat",
     .text = "The body names a phone that is not that of the message.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999", bia: "5544988888888" }
messages: { m1: ana }
steps:
  - sent: m1
    with: { phone: "5544988888888" }
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999", bia: "5544988888888" }
messages: { m1: ana }
steps:
  - sent: m1
    with: { phone: "5544988888888" }
    intent: a status of a stranger
)"},
    {.code = Code::LongRealTime,
     .title = "It takes long",
     .text = "The waits add up to more than a minute of real time. Under clock: virtual they "
             "take none.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
  - wait: 5m
  - read: m1
)",
     .good = R"(scenario: x
clock: virtual
messages: [m1]
steps:
  - sent: m1
  - wait: 5m
  - read: m1
)"},
    {.code = Code::UndocumentedPresence,
     .title = "Presence that the dialect does not document",
     .text = "Plugchat since 2024 documents no webhook for presence. With a URL of its own it "
             "is sent, in the shape of 2022.",
     .bad = R"(scenario: x
dialect: plugchat
webhooks: { presence: "http://127.0.0.1:3000/presence" }
chats: [ana]
steps:
  - composing: ana
  - paused: ana
)",
     .good = R"(scenario: x
dialect: plugchat-2022
webhooks: { presence: "http://127.0.0.1:3000/presence" }
chats: [ana]
steps:
  - composing: ana
  - paused: ana
)"},
    {.code = Code::NotYetPlayable,
     .title = "Not yet playable",
     .text = "This version reads and checks it, but cannot play it yet. It says so rather than "
             "to pass it over.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - together: [{ sent: m1 }, { read: m1 }]
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
  - read: m1
)"},
};

}  // namespace

constexpr std::span<const CodePage> kLintPages{kPages};

}  // namespace ensaio
