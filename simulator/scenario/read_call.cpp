#include <algorithm>
#include <cctype>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_steps.hpp"

// Our own calls.

namespace ensaio {
namespace {

constexpr std::string_view kMethods[] = {"get", "post", "put", "patch", "delete"};

/// Names that templates have of their own.
constexpr std::string_view kTaken[] = {"target", "api", "uuid"};

std::vector<HeaderChange> read_call_headers(const Page& page, const Node& call) {
  std::vector<HeaderChange> changes;
  if (page.draft().defaults) changes = page.draft().defaults->headers;
  if (const auto map = node_at(call, "headers", NodeKind::Map)) read_headers(page, *map, changes);
  return changes;
}

std::uint32_t saved_index(Scenario& scenario, std::string_view name) {
  auto& saved = scenario.saved;
  const auto found = std::find(saved.begin(), saved.end(), name);
  if (found != saved.end()) return static_cast<std::uint32_t>(found - saved.begin());
  saved.emplace_back(name);
  return static_cast<std::uint32_t>(saved.size() - 1);
}

void read_save(const Page& page, const Node& call, CallStep& step) {
  const auto save = node_at(call, "save", NodeKind::Map);
  if (!save) return;
  for (const Node name : *save) {
    if (std::find(std::begin(kTaken), std::end(kTaken), name.text()) != std::end(kTaken)) {
      page.error(Code::BadName, name,
                 {.message = "'" + std::string(name.text()) + "' is a template of its own",
                  .hint = "save it under another name"});
      continue;
    }
    const auto index = saved_index(page.scenario(), name.text());
    step.save.emplace_back(index, std::string(name.value().text()));
  }
}

}  // namespace

std::optional<Action> read_call(Page& page, const WrittenStep& written) {
  if (!written.value || !written.value->is(NodeKind::Map)) return std::nullopt;
  const Node& call = *written.value;
  CallStep step;
  for (const std::string_view method : kMethods) {
    const auto url = scalar_at(call, method);
    if (!url) continue;
    step.method.assign(method);
    std::transform(step.method.begin(), step.method.end(), step.method.begin(), [](char c) {
      return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    step.url = page.text(*url);
  }
  if (const auto json = call.find("json")) step.json = page.json(*json);
  step.headers = read_call_headers(page, call);
  read_save(page, call, step);
  return step;
}

}  // namespace ensaio
