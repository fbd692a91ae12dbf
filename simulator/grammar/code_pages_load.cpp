#include "simulator/grammar/code_pages.hpp"

// What load profiles mean.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::BadLoad,
     .title = "A load profile that can never do what it says",
     .text = "A phase takes some time, at least one conversation begins, an answer may take a "
             "while, and there are chats enough for one conversation of each scenario. The phases "
             "last at most 1000h and have at most 10^12 conversations.",
     .bad = R"(load: evening peak
mix: [{ scenario: ./typing.yaml }]
phases:
  - { name: steady, for: 5m, rate: 0/s }
)",
     .good = R"(load: evening peak
mix: [{ scenario: ./typing.yaml }]
phases:
  - { name: pause, for: 10s, rate: 0/s }
  - { name: steady, for: 5m, rate: 50/s }
)"},
    {.code = Code::NotUnderLoad,
     .title = "A scenario that a load cannot play",
     .text = "Conversations of a load begin by themselves and only send callbacks. So nothing in "
             "the mix can await a call of the application or make one, expect calls, or probe "
             "the receiver.",
     .bad = R"(load: evening peak
mix: [{ scenario: ./awaiting-typing.yaml }]
)",
     .good = R"(load: evening peak
mix: [{ scenario: ./typing.yaml }]
)"},
    {.code = Code::BadCondition,
     .title = "A condition that cannot be judged",
     .text = "A metric, a comparison, a value with its unit: response.p99 < 300ms. The metrics are "
             "response, service and lag with .p50 .p90 .p99 .p999 .max .mean, and failed, dropped "
             "and reached. Behind it may stand during PHASE, of SCENARIO and, in stop_when, for "
             "DURATION. reached is measured of the whole run: it has none of them, and stops "
             "nothing.",
     .bad = R"(load: evening peak
mix: [{ scenario: ./typing.yaml }]
phases: [{ name: steady, for: 5m, rate: 50/s }]
pass_when:
  - latency < 300ms during steady
)",
     .good = R"(load: evening peak
mix: [{ scenario: ./typing.yaml }]
phases: [{ name: steady, for: 5m, rate: 50/s }]
pass_when:
  - response.p99 < 300ms during steady
)"},
    {.code = Code::BadRow,
     .title = "A row of phones or message ids that is none",
     .text = "chats: { from } and messages: { from } name a CSV file with one value in each row, "
             "each of them once. A phone is digits with the country code.",
     .bad = R"(# phones.csv
phone
+55 44 99999-9999
)",
     .good = R"(# phones.csv
phone
5544999999999
)"},
    {.code = Code::UnusedUnderLoad,
     .title = "Something that a scenario says and a load does not do",
     .text = "Under load time is real, the seed is the load's, and oracles and invariants are not "
             "asked. The rest of the scenario is played as it is written.",
     .bad = R"(load: evening peak
mix: [{ scenario: ./virtual-typing.yaml }]
)",
     .good = R"(load: evening peak
mix: [{ scenario: ./typing.yaml }]
)"},
};

}  // namespace

constexpr std::span<const CodePage> kLoadPages{kPages};

}  // namespace ensaio
