#include "simulator/scenario/draft.hpp"

#include <algorithm>
#include <utility>

#include "simulator/base/nearest.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/document/core_schema.hpp"
#include "simulator/scenario/template_text.hpp"

namespace ensaio {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// The names of the messages that are told in `chat`.
std::vector<std::string_view> messages_in(const Page& page, ChatIndex chat) {
  std::vector<std::string_view> found;
  for (const auto& [name, index] : page.names.messages) {
    if (page.scenario().messages[index].chat == chat) found.emplace_back(name);
  }
  return found;
}

Saying needs_message(const Page& page, std::string_view name, std::string_view instead) {
  const auto messages = messages_in(page, page.names.chats.find(name)->second);
  Saying saying{.message = "a status needs a message, and " + quoted(name) + " is a chat",
                .hint = std::string(instead)};
  saying.note = messages.empty()
                    ? "name one of its messages: messages: { m1: " + std::string(name) + " }"
                    : "messages of " + std::string(name) + ": " + listed(messages);
  return saying;
}

/// Checks the templates in every scalar of `node`, each at its own place.
void check_templates(const Page& page, const Node& node) {
  if (node.is(NodeKind::Scalar)) {
    if (node.text().find("{{") != std::string_view::npos) resolved_text(page, node, node.text());
    return;
  }
  for (const Node item : node) check_templates(page, node.is(NodeKind::Map) ? item.value() : item);
}

}  // namespace

std::string listed(const std::vector<std::string_view>& words) {
  constexpr std::size_t kMost = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), kMost); ++i) {
    text.append(i == 0 ? "" : ", ").append(words[i]);
  }
  if (words.size() > kMost) text += ", and " + std::to_string(words.size() - kMost) + " more";
  return text;
}

std::string did_you_mean(std::string_view text, const std::vector<std::string_view>& words) {
  const auto near = nearest(text, words);
  return near ? "did you mean " + quoted(*near) + "?" : "";
}

Problem problem_at(Severity severity, Code code, const std::string& file, const Node& at,
                   Saying saying) {
  return {code,
          severity,
          file,
          at.mark(),
          at.width(),
          std::move(saying.message),
          std::move(saying.hint),
          std::move(saying.note)};
}

void Page::tell(Severity severity, Code code, const Node& at, Saying saying) const {
  draft_.problems.push_back(problem_at(severity, code, file_name(), at, std::move(saying)));
}

void Page::error(Code code, const Node& at, Saying saying) const {
  tell(Severity::Error, code, at, std::move(saying));
}

void Page::warning(Code code, const Node& at, Saying saying) const {
  tell(Severity::Warning, code, at, std::move(saying));
}

void Page::not_yet(const Node& at, std::string_view what) const {
  draft_.scenario.unplayable.push_back({place(at), std::string(what)});
}

std::optional<ChatIndex> Page::chat(const Node& name) const {
  if (const auto found = names.chats.find(name.text()); found != names.chats.end()) {
    return found->second;
  }
  if (const auto other = names.messages.find(name.text()); other != names.messages.end()) {
    const std::string& its = scenario().chats[scenario().messages[other->second].chat].name;
    error(Code::NeedsChat, name,
          {.message = "a chat is needed, and " + quoted(name.text()) + " is a message",
           .hint = its.empty() ? "" : "did you mean its chat, " + quoted(its) + "?"});
    return std::nullopt;
  }
  if (names.incomplete || name.stands_in()) return std::nullopt;
  const auto known = keys_of(names.chats);
  const std::string example = "chats: { " + std::string(name.text()) + ": \"5544999999999\" }";
  error(Code::UnknownChat, name,
        {.message = "unknown chat " + quoted(name.text()),
         .hint = did_you_mean(name.text(), known),
         .note = known.empty() ? "name it first: " + example : "chats: " + listed(known)});
  return std::nullopt;
}

std::optional<MessageIndex> Page::message(const Node& name, std::string_view instead) const {
  if (const auto found = names.messages.find(name.text()); found != names.messages.end()) {
    const MessageRole& role = scenario().messages[found->second];
    const bool known =
        !role.awaited || !role.id.empty() || draft_.bound.find(found->second) != draft_.bound.end();
    if (draft_.reading_steps && !known) {
      error(Code::UnknownMessage, name,
            {.message = quoted(name.text()) + " is not known before its await",
             .hint = "put the await before this step"});
    }
    return found->second;
  }
  if (names.chats.find(name.text()) != names.chats.end()) {
    error(Code::NeedsMessage, name, needs_message(*this, name.text(), instead));
    return std::nullopt;
  }
  if (names.incomplete || name.stands_in()) return std::nullopt;
  const auto known = keys_of(names.messages);
  error(Code::UnknownMessage, name,
        {.message = "unknown message " + quoted(name.text()),
         .hint = did_you_mean(name.text(), known),
         .note = known.empty() ? "name it first: messages: [" + std::string(name.text()) + "]"
                               : "messages: " + listed(known)});
  return std::nullopt;
}

std::optional<InstanceIndex> Page::instance(const Node& name) const {
  std::vector<std::string_view> known;
  for (const Instance& instance : scenario().instances) {
    if (instance.name == name.text()) {
      return static_cast<InstanceIndex>(&instance - scenario().instances.data());
    }
    if (!instance.name.empty()) known.emplace_back(instance.name);
  }
  if (name.stands_in()) return std::nullopt;
  error(Code::UnknownInstance, name,
        {.message = "unknown instance " + quoted(name.text()),
         .hint = did_you_mean(name.text(), known),
         .note = known.empty() ? "name several under instances" : "instances: " + listed(known)});
  return std::nullopt;
}

std::string Page::text(const Node& scalar) const {
  return resolved_text(*this, scalar, scalar.text());
}

std::string Page::plain(const Node& scalar) const {
  if (scalar.text().find("{{") != std::string_view::npos && !scalar.stands_in()) {
    error(Code::UnknownTemplate, scalar,
          {.message = "no template can stand here",
           .note = "who speaks to whom is settled before anything is sent"});
  }
  return std::string(scalar.text());
}

std::string Page::json(const Node& value) const {
  check_templates(*this, value);
  std::string text = json_text(value);
  if (text.find("{{") != std::string::npos) text = renamed_text(*this, text);
  return text;
}

}  // namespace ensaio
