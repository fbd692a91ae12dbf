#include "simulator/grammar/code_pages.hpp"

// Small values.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::BadDuration,
     .title = "A duration needs a unit",
     .text = "Nobody can see whether 250 is milliseconds or seconds. Units are us, ms, s, m "
             "and h: 250ms, 1.5s, 2m.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - wait: 250
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - wait: 250ms
  - sent: m1
)"},
    {.code = Code::BadNumber,
     .title = "Not such a number",
     .text = "The value is no number, has no unit where one is needed, or is out of range.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    copies: 0
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    copies: 3
)"},
    {.code = Code::BadPercent,
     .title = "Not a percentage",
     .text = "A percentage is a number from 0 to 100 and the sign: 10%.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    fault: { cut-after: 0.5 }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    fault: { cut-after: 50% }
)"},
    {.code = Code::BadStatus,
     .title = "Not a status of HTTP",
     .text = "A status is a number from 100 to 599, a hundred such as 2xx, a list of these, or "
             "none for no answer at all.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    expect: { status: ok }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    expect: { status: 2xx }
)"},
    {.code = Code::BadPhone,
     .title = "Not a phone",
     .text = "A phone is digits, <digits>@lid, <digits>-group or status@broadcast, always in "
             "quotes, without spaces and signs.",
     .bad = R"(scenario: x
chats: { ana: "+55 44 99999-9999" }
steps:
  - composing: ana
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: ana
  - paused: ana
)"},
    {.code = Code::UnquotedPhone,
     .title = "A phone needs quotes",
     .text = "Without quotes YAML reads a number: a leading zero is lost, and on the wire a "
             "phone is text.",
     .bad = R"(scenario: x
chats: { ana: 5544999999999 }
steps:
  - composing: ana
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - composing: ana
  - paused: ana
)"},
    {.code = Code::BadTime,
     .title = "Not a time",
     .text = "The start is now, or a time of RFC 3339, with seconds and a zone.",
     .bad = R"(scenario: x
start: 2026-01-01
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
start: 2026-01-01T00:00:00Z
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::BadUrl,
     .title = "Not a URL",
     .text = "A URL is absolute and begins with http:// or https://, or holds a template that "
             "does.",
     .bad = R"(scenario: x
webhooks: { every: "localhost:3000/hook" }
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
webhooks: { every: "http://localhost:3000/hook" }
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::BadClock,
     .title = "Not a clock",
     .text = "A clock is real, virtual, or x and how many times faster: x10.",
     .bad = R"(scenario: x
clock: 10x
messages: [m1]
steps:
  - sent: m1
)",
     .good = R"(scenario: x
clock: x10
messages: [m1]
steps:
  - sent: m1
)"},
    {.code = Code::BadPointer,
     .title = "Not a JSON Pointer",
     .text = "A JSON Pointer begins with a slash and names each step into the value: "
             "/text/message, /ids/0. In it ~ is written ~0, and a slash within a name ~1.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    expect: { body: { ok: true } }
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - sent: m1
    expect: { body: { /ok: true } }
)"},
    {.code = Code::BigNumber,
     .title = "A number beyond 2^53 must be quoted",
     .text = "Most readers of JSON round such a number, so what arrived would not be what was "
             "written. Ids are text on the wire.",
     .bad = R"(scenario: x
steps:
  - raw: { type: MessageStatusCallback, ids: [999999999999999999999] }
)",
     .good = R"(scenario: x
steps:
  - raw: { type: MessageStatusCallback, ids: ["999999999999999999999"] }
)"},
    {.code = Code::UnquotedTemplate,
     .title = "A template needs quotes",
     .text = "Without quotes YAML takes {{ for the beginning of a map.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: {{ uuid }}
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: "{{ uuid }}"
)"},
    {.code = Code::CutText,
     .title = "The text is cut at the #",
     .text = "After a space, # begins a comment of YAML. Put the whole text in quotes; a "
             "comment that is meant has a space after its #.",
     .bad = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: pedido #12
)",
     .good = R"(scenario: x
chats: { ana: "5544999999999" }
steps:
  - incoming: ana
    text: "pedido #12"
)"},
    {.code = Code::BadRange,
     .title = "A range the wrong way round",
     .text = "In low..high the first is the smaller one; in { p50, p99 } likewise, and p50 is "
             "over 0.",
     .bad = R"(scenario: x
messages: [m1]
steps:
  - wait: 5s..2s
  - sent: m1
)",
     .good = R"(scenario: x
messages: [m1]
steps:
  - wait: 2s..5s
  - sent: m1
)"},
    {.code = Code::BadName,
     .title = "Not a name",
     .text = "A name is letters, digits, - and _, and begins with a letter: templates point at "
             "it.",
     .bad = R"(scenario: x
messages: [first message]
steps:
  - wait: 1s
)",
     .good = R"(scenario: x
messages: [first_message]
steps:
  - sent: first_message
)"},
};

}  // namespace

constexpr std::span<const CodePage> kValuePages{kPages};

}  // namespace ensaio
