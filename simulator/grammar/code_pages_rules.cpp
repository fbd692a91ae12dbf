#include "simulator/grammar/code_pages.hpp"

// What rules of the mock API mean.

namespace ensaio {
namespace {

constexpr CodePage kPages[] = {
    {.code = Code::BadRule,
     .title = "A rule that can never do what it says",
     .text =
         "Callbacks follow sends (send-*) and registrations (update-webhook-*); after any other "
         "call a rule can only spoil our answer. Steps are about the message of a send; a "
         "registration has none and plays a scenario's file. Only the first step can overtake "
         "our answer. A rule behind one that takes all of its calls is never asked.",
     .bad = R"(rules:
  - after: status
    steps: [{ connected: }]
)",
     .good = R"(rules:
  - after: status
    answer: { status: 503, times: 2 }
)"},
};

}  // namespace

constexpr std::span<const CodePage> kRulePages{kPages};

}  // namespace ensaio
