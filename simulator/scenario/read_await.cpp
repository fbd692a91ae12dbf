#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/document/core_schema.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_call_pattern.hpp"
#include "simulator/scenario/read_steps.hpp"
#include "simulator/scenario/rule_routes.hpp"

// Waiting for the application's calls.

namespace ensaio {
namespace {

constexpr Offset kPatience = std::chrono::seconds(10);

/// A phone, as a template where it is a chat's name.
CallCondition read_phone(const Page& page, const Node& phone) {
  CallCondition condition{.field = "phone", .shown = std::string(phone.text())};
  const std::string_view text = phone.text();
  const bool is_pattern = text.find_first_of("*{") != std::string_view::npos;
  const auto chat = is_pattern || chat_type(text) ? std::nullopt : page.chat(phone);
  condition.json =
      chat ? "\"{{ chats." + page.scenario().chats[*chat].name + ".phone }}\"" : page.json(phone);
  return condition;
}

/// `quiet` and what goes with it: it is no call, so that nothing can be asked of it.
void read_quiet(const Page& page, const WrittenStep& written, AwaitStep& step) {
  if (!written.value || !written.value->is(NodeKind::Map)) return;
  step.quiet = duration_at(*written.value, "quiet");
  if (!step.quiet) return;
  for (const std::string_view word : {"where", "as"}) {
    const auto found = written.step.key(word);
    if (!found) continue;
    page.error(Code::NotAModifier, *found,
               {.message = "an await for quiet waits for no call, so it has no '" +
                           std::string(word) + "'",
                .hint = "leave it out"});
  }
  const auto within = scalar_at(written.step, "within");
  if (!within) {
    step.within += *step.quiet;
  } else if (step.within < *step.quiet) {
    page.error(Code::BadRange, *within,
               {.message = "it cannot be quiet for " + duration_text(*step.quiet) + " within " +
                           duration_text(step.within)});
  }
}

void read_as(const Page& page, const WrittenStep& written, AwaitStep& step) {
  const auto name = scalar_at(written.step, "as");
  if (!name) return;
  const auto found = page.names.messages.find(name->text());
  if (found == page.names.messages.end()) return;
  const std::uint32_t count = page.scenario().messages[found->second].count;
  if (count > 1) {
    page.error(Code::DuplicateName, *name,
               {.message = "one call cannot be " + std::to_string(count) + " messages",
                .hint = "give each message a name and an await of its own"});
  }
  step.as = found->second;
  page.draft().bound.insert(found->second);
}

}  // namespace

CallPattern read_call_pattern(const Page& page, std::string_view route,
                              const std::optional<Node>& where) {
  CallPattern pattern{.route = std::string(route)};
  if (!where) return pattern;
  for (const Node field : *where) {
    const Node value = field.value();
    if (field.text() == "phone") {
      if (value.is(NodeKind::Scalar)) pattern.where.push_back(read_phone(page, value));
      continue;
    }
    pattern.where.push_back(
        {.field = std::string(field.text()),
         .json = page.json(value),
         .shown = value.is(NodeKind::Scalar) ? std::string(value.text()) : json_text(value)});
  }
  return pattern;
}

void check_route(const Page& page, const Node& at) {
  const std::string_view route = at.text();
  const auto meant = nearest_route(route);
  if (is_documented_route(route) || (!meant && rule_route(route) == RuleRoute::Send)) return;
  page.warning(Code::UnknownWord, at,
               {.message = "no provider documents a call '" + std::string(route) + "'",
                .hint = meant ? "did you mean '" + std::string(*meant) + "'?" : ""});
}

std::optional<Action> read_await(Page& page, const WrittenStep& written) {
  const auto where = node_at(written.step, "where", NodeKind::Map);
  const bool is_route = written.value && written.value->is(NodeKind::Scalar);
  if (is_route) check_route(page, *written.value);
  AwaitStep step{.call = read_call_pattern(page, is_route ? written.value->text() : "*", where),
                 .within = duration_at(written.step, "within").value_or(kPatience)};
  read_quiet(page, written, step);
  if (!step.quiet) read_as(page, written, step);
  return step;
}

}  // namespace ensaio
