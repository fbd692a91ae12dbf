#include <algorithm>
#include <utility>

#include "simulator/scenario/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_steps.hpp"
#include "simulator/wire/body.hpp"

// The steps that make a callback: who is meant, and whether the dialect has a word for it.

namespace ensaio {
namespace {

std::string name_of(Dialect dialect) { return std::string(kDialects.text(dialect)); }

/// The dialects of which `has` is true.
template <class Has>
std::string dialects_with(const Has& has) {
  std::vector<std::string_view> names;
  for (const auto& row : kDialects) {
    if (has(row.value)) names.push_back(row.text);
  }
  return "dialects that have it: " + listed(names);
}

/// Whether callbacks of `kind` have a way that no documented webhook has to open.
bool explicit_url(const Page& page, Kind kind) {
  const Scenario& scenario = page.scenario();
  if (page.draft().options.target_given || scenario.target) return true;
  return std::any_of(scenario.webhooks.begin(), scenario.webhooks.end(),
                     [&](const WebhookUrl& hook) { return !hook.kind || *hook.kind == kind; });
}

constexpr std::string_view kOwnRisk = "with webhooks: { presence: URL } or --target it is played";

/// Plugchat documents no presence webhook since 2024: the user may know more than that.
void check_presence_webhook(const Page& page, const Node& at) {
  const Dialect dialect = page.scenario().dialect;
  if (has_webhook(dialect, Kind::Presence)) return;
  const std::string message = "dialect '" + name_of(dialect) + "' has no presence";
  if (!explicit_url(page, Kind::Presence)) {
    page.error(Code::NotInDialect, at,
               {.message = message,
                .hint = "did you mean dialect plugchat-2022?",
                .note = std::string(kOwnRisk)});
    return;
  }
  if (!page.draft().warned.insert(Kind::Presence).second) return;
  page.warning(
      Code::UndocumentedPresence, at,
      {.message = message + " in its documentation", .hint = "bodies are those of plugchat-2022"});
}

void check_presence(const Page& page, const Node& at, Presence presence) {
  const Dialect dialect = page.scenario().dialect;
  if (!page.draft().dialect_known) return;
  if (has_presence(dialect, presence)) return check_presence_webhook(page, at);
  page.error(Code::NotInDialect, at,
             {.message = "dialect '" + name_of(dialect) + "' has no presence '" +
                         std::string(at.text()) + "'",
              .note = dialects_with([&](Dialect other) {
                return has_presence(other, presence) && has_webhook(other, Kind::Presence);
              })});
}

std::optional<Action> read_presence(Page& page, const WrittenStep& written, Presence presence) {
  check_presence(page, written.key, presence);
  if (!written.value || !written.value->is(NodeKind::Scalar)) return std::nullopt;
  const auto chat = page.chat(*written.value);
  if (!chat) return std::nullopt;
  return PresenceStep{*chat, presence};
}

void check_status(const Page& page, const Node& at, MessageStatus status) {
  const Dialect dialect = page.scenario().dialect;
  if (!page.draft().dialect_known || !status_word(dialect, status).empty()) return;
  page.error(
      Code::NotInDialect, at,
      {.message =
           "dialect '" + name_of(dialect) + "' has no status '" + std::string(at.text()) + "'",
       .note = dialects_with([&](Dialect other) { return !status_word(other, status).empty(); })});
}

/// A participant: a person, in a group or a broadcast.
std::optional<ChatIndex> participant(const Page& page, const Node& name, ChatIndex chat) {
  const auto found = page.chat(name);
  if (!found) return std::nullopt;
  const auto& chats = page.scenario().chats;
  const auto is_many = [&](ChatIndex index) {
    return chats[index].type == ChatType::Group || chats[index].type == ChatType::Broadcast;
  };
  const std::string whose = chats[chat].name.empty() ? "the chat" : "'" + chats[chat].name + "'";
  if (!is_many(chat)) {
    page.error(Code::NotAGroup, name,
               {.message = "'by' names who it was in a group, and " + whose + " is none",
                .note = "a group's phone ends in -group"});
    return std::nullopt;
  }
  if (is_many(*found)) {
    page.error(Code::NotAGroup, name,
               {.message = "'" + std::string(name.text()) + "' is a group, not a participant"});
    return std::nullopt;
  }
  return found;
}

/// The messages of a status, all of one chat. None, and a problem, where they are not.
std::vector<MessageIndex> read_messages_of(const Page& page, const WrittenStep& written) {
  const auto instead = written.verb == Verb::Received ? "did you mean incoming?" : "";
  std::vector<MessageIndex> messages;
  bool all = true;
  for (const Node& name : scalars_of(*written.value)) {
    const auto message = page.message(name, instead);
    all = all && message;
    if (!message) continue;
    const auto& roles = page.scenario().messages;
    if (!messages.empty() && roles[*message].chat != roles[messages.front()].chat) {
      page.error(Code::SeveralChats, name,
                 {.message = "one status cannot tell of messages of several chats",
                  .hint = "make two steps of it"});
      return {};
    }
    messages.push_back(*message);
  }
  if (!all) messages.clear();
  return messages;
}

std::optional<Action> read_status(Page& page, const WrittenStep& written, MessageStatus status) {
  check_status(page, written.key, status);
  if (!written.value) return std::nullopt;
  StatusStep step{.messages = read_messages_of(page, written), .status = status};
  if (step.messages.empty()) return std::nullopt;
  const ChatIndex chat = page.scenario().messages[step.messages.front()].chat;
  if (const auto by = written.step.find("by")) {
    for (const Node& name : scalars_of(*by)) {
      if (const auto who = participant(page, name, chat)) step.by.push_back(*who);
    }
  }
  step.device = static_cast<int>(unsigned_at(written.step, "device").value_or(0));
  return step;
}

std::string template_text_at(const Page& page, const Node& map, std::string_view key) {
  const auto found = scalar_at(map, key);
  return found ? page.text(*found) : "";
}

std::optional<Action> read_delivery(Page& page, const WrittenStep& written) {
  if (!written.value || !written.value->is(NodeKind::Scalar)) return std::nullopt;
  const auto message = page.message(*written.value);
  if (!message) return std::nullopt;
  return DeliveryStep{*message, template_text_at(page, written.step, "error"),
                      template_text_at(page, written.step, "error_code")};
}

void read_like(const Page& page, const Node& like, IncomingStep& step) {
  const auto variants = received_variants(page.scenario().dialect);
  const bool known = std::find(variants.begin(), variants.end(), like.text()) != variants.end();
  if (!known && page.draft().dialect_known) {
    page.error(Code::UnknownVariant, like,
               {.message = "dialect '" + name_of(page.scenario().dialect) +
                           "' documents no received message '" + std::string(like.text()) + "'",
                .hint = did_you_mean(like.text(), variants),
                .note = "variants: " + listed(variants)});
  }
  step.like = like.text();
}

std::optional<Action> read_incoming(Page& page, const WrittenStep& written) {
  if (!written.value || !written.value->is(NodeKind::Scalar)) return std::nullopt;
  const Node& name = *written.value;
  IncomingStep step;
  const auto message = page.names.messages.find(name.text());
  if (message != page.names.messages.end()) {
    step.message = message->second;
    step.chat = page.scenario().messages[message->second].chat;
  } else {
    const auto chat = page.chat(name);
    if (!chat) return std::nullopt;
    step.chat = *chat;
  }
  if (const auto text = scalar_at(written.step, "text")) step.text = page.text(*text);
  if (const auto like = scalar_at(written.step, "like")) read_like(page, *like, step);
  if (const auto by = scalar_at(written.step, "by")) step.by = participant(page, *by, step.chat);
  return step;
}

/// Without a documented webhook only the user's own URL can be meant: allowed, with a warning.
void check_connection(const Page& page, const Node& at, Kind kind) {
  const Dialect dialect = page.scenario().dialect;
  if (!page.draft().dialect_known || has_webhook(dialect, kind)) return;
  Saying saying{.message = "dialect '" + name_of(dialect) + "' has no webhook for '" +
                           std::string(at.text()) + "'"};
  saying.note = dialects_with([&](Dialect other) { return has_webhook(other, kind); });
  if (!explicit_url(page, kind)) {
    page.error(Code::NoWebhookKind, at, std::move(saying));
  } else if (page.draft().warned.insert(kind).second) {
    saying.message += " in its documentation";
    page.warning(Code::NoWebhookKind, at, std::move(saying));
  }
}

std::optional<Action> read_connection(Page& page, const WrittenStep& written, Kind kind) {
  check_connection(page, written.key, kind);
  ConnectionStep step{.connected = kind == Kind::Connected};
  if (written.value && written.value->is(NodeKind::Scalar)) {
    const auto instance = page.instance(*written.value);
    if (!instance) return std::nullopt;
    step.instance = *instance;
  } else if (page.scenario().instances.size() > 1) {
    page.error(Code::UnknownInstance, written.key,
               {.message = "there are several instances: which one is meant?",
                .hint = "write " + std::string(written.key.text()) + ": " +
                        page.scenario().instances.front().name});
    return std::nullopt;
  }
  return step;
}

/// A kind that is written is meant, even where the body's own type says another.
std::optional<Action> read_raw(Page& page, const WrittenStep& written) {
  if (!written.value) return std::nullopt;
  RawStep step{.json = page.json(*written.value)};
  const auto said = scalar_at(written.step, "kind");
  const auto own = kind_of_raw(step.json);
  if (said) {
    step.kind = kKinds.parse(said->text()).value_or(Kind::Status);
  } else if (own) {
    step.kind = *own;
  } else {
    std::vector<std::string_view> kinds;
    for (const auto& row : kKinds) kinds.push_back(row.text);
    page.error(Code::NoKind, written.key,
               {.message = "no known type in the body says its kind, and so its URL",
                .hint = "say it beside raw: kind: status",
                .note = "kinds: " + listed(kinds)});
  }
  return step;
}

}  // namespace

std::optional<Action> read_callback(Page& page, const WrittenStep& written) {
  const Verb verb = written.verb;
  if (verb <= Verb::Recording) return read_presence(page, written, static_cast<Presence>(verb));
  if (verb <= Verb::Played) {
    const auto status = static_cast<int>(verb) - static_cast<int>(Verb::Sent);
    return read_status(page, written, static_cast<MessageStatus>(status));
  }
  if (verb == Verb::Delivery) return read_delivery(page, written);
  if (verb == Verb::Incoming) return read_incoming(page, written);
  if (verb == Verb::Connected) return read_connection(page, written, Kind::Connected);
  if (verb == Verb::Disconnected) return read_connection(page, written, Kind::Disconnected);
  return read_raw(page, written);
}

static_assert(static_cast<int>(Verb::Recording) == static_cast<int>(Presence::Recording));
static_assert(static_cast<int>(Verb::Played) - static_cast<int>(Verb::Sent) ==
              static_cast<int>(MessageStatus::Played));

}  // namespace ensaio
