#pragma once

#include <memory>
#include <optional>

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// A step as it was written.
struct WrittenStep {
  Node step;
  Verb verb{};
  Node key;                     ///< The verb.
  std::optional<Node> value{};  ///< The verb's object, where it has one.
};

/// Whether a verb makes a callback; the others take fewer modifiers.
bool makes_callback(Verb verb);

/// `defaults` of the scenario over those of the project (null where there is none).
void read_defaults(Page& main, const Page* project);

/// Puts `headers` over those that the defaults say; a step's own stay over both.
void add_default_headers(Page& main, const std::vector<HeaderChange>& headers);

/// How the step is played, under the defaults. Null where there is nothing to say.
std::shared_ptr<const Modifiers> read_modifiers(Page& page, const WrittenStep& written);

/// A wait, or how late: a duration, a range, or { p50, p99 }. Nothing, and a problem, where the
/// grammar takes it but no time can be drawn of it.
std::optional<Span> read_span(const Page& page, const Node& node);

/// `headers` over `base`.
void read_headers(const Page& page, const Node& map, std::vector<HeaderChange>& base);

}  // namespace ensaio
