#include "simulator/scenario/read_expectation.hpp"

#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_call_pattern.hpp"

namespace ensaio {
namespace {

std::optional<Gap> gap_of(const Node& node) {
  const auto span = parse_span(node.text());
  if (!span) return std::nullopt;
  if (const auto* range = std::get_if<Uniform>(&*span)) return Gap{range->low, range->high};
  const Offset exactly = std::get<Offset>(*span);
  return Gap{exactly, exactly};
}

bool says_none(const Node& node) {
  for (const Node& word : scalars_of(node)) {
    if (word.text() == "none") return true;
  }
  return false;
}

/// What judges the status is one thing: whoever writes any of it writes all of it.
void read_statuses(const Node& map, Expectation& expectation) {
  const auto status = map.find("status");
  const auto answers = map.find("answers");
  if (!status && !answers) return;
  expectation.no_answer = status && says_none(*status);
  expectation.status = status ? statuses_of(*status) : std::vector<StatusRange>{};
  expectation.answers = answers ? statuses_of(*answers) : std::vector<StatusRange>{};
}

std::vector<std::pair<std::string, std::string>> read_body(const Page& page, const Node& map) {
  std::vector<std::pair<std::string, std::string>> body;
  if (!map.is(NodeKind::Map)) return body;
  for (const Node key : map) body.emplace_back(std::string(key.text()), page.json(key.value()));
  return body;
}

std::vector<ExpectedCalls> read_expected_calls(const Page& page, const Node& map) {
  std::vector<ExpectedCalls> all;
  for (const Node route : map) {
    if (!route.value().is(NodeKind::Map)) continue;
    check_route(page, route);
    all.push_back({.calls = read_call_pattern(page, route.text(),
                                              node_at(route.value(), "where", NodeKind::Map)),
                   .count = unsigned_at(route.value(), "count").value_or(1),
                   .lasts = duration_at(route.value(), "for")});
  }
  return all;
}

}  // namespace

Expectation read_expectation(const Page& page, const Node& map, Expectation base) {
  read_statuses(map, base);
  if (const auto within = duration_at(map, "within")) base.within = within;
  if (const auto spread = duration_at(map, "spread")) base.spread = spread;
  if (const auto attempts = unsigned_at(map, "attempts")) base.attempts = narrow(*attempts);
  if (const auto to = scalar_at(map, "to")) base.to = page.text(*to);
  if (const auto body = map.find("body")) base.body = read_body(page, *body);
  if (const auto gaps = map.find("gaps")) {
    base.gaps.clear();
    for (const Node& gap : scalars_of(*gaps)) {
      if (const auto read = gap_of(gap)) base.gaps.push_back(*read);
    }
  }
  return base;
}

RunExpectation read_run_expectation(const Page& page, const Node& map) {
  RunExpectation expectation;
  if (const auto sends = node_at(map, "sends", NodeKind::Map)) {
    if (const auto status = sends->find("status")) {
      expectation.status = statuses_of(*status);
      expectation.no_answer = says_none(*status);
    }
    expectation.within = duration_at(*sends, "within");
  }
  if (const auto calls = node_at(map, "calls", NodeKind::Map)) {
    expectation.calls = read_expected_calls(page, *calls);
    expectation.calls_place = page.place(*map.key("calls"));
  }
  if (const auto probe = map.find("probe")) {
    page.json(*probe);  // For its templates.
    page.not_yet(*map.key("probe"), "probe");
  }
  return expectation;
}

}  // namespace ensaio
