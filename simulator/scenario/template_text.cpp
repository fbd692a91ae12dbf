#include "simulator/scenario/template_text.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "simulator/document/codes.hpp"
#include "simulator/document/text_cursor.hpp"
#include "simulator/scenario/draft.hpp"

namespace ensaio {
namespace {

constexpr std::array<std::string_view, 8> kFixed{
    "instance.id", "instance.token", "target",      "target.origin",
    "api",         "now.ms",         "now.seconds", "uuid"};

constexpr std::string_view kAllowed =
    "templates: chats.NAME.phone, messages.NAME.id, instance.id, instance.token, target, "
    "target.origin, api, env.NAME, now.ms, now.seconds, uuid, and what a call saved";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

/// NAME of "chats.NAME.phone"; nothing where the text is of another form.
std::optional<std::string_view> between(std::string_view text, std::string_view before,
                                        std::string_view after) {
  if (text.size() <= before.size() + after.size()) return std::nullopt;
  if (!text.starts_with(before) || !text.ends_with(after)) return std::nullopt;
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The template as the whole scenario says it; nothing where it is unknown.
std::optional<std::string> resolved(const Page& page, std::string_view words) {
  const Scenario& scenario = page.scenario();
  if (std::find(kFixed.begin(), kFixed.end(), words) != kFixed.end()) return std::string(words);
  const bool of_oracle = words == "id" || words == "phone";
  if (of_oracle && page.draft().asking_oracle) return std::string(words);
  if (const auto name = between(words, "chats.", ".phone")) {
    const auto chat = page.names.chats.find(*name);
    if (chat == page.names.chats.end()) return std::nullopt;
    return "chats." + scenario.chats[chat->second].name + ".phone";
  }
  if (const auto name = between(words, "messages.", ".id")) {
    const auto message = page.names.messages.find(*name);
    if (message == page.names.messages.end()) return std::nullopt;
    return "messages." + scenario.messages[message->second].name + ".id";
  }
  const auto variable = between(words, "env.", "");
  const Draft& draft = page.draft();
  const bool saved = draft.reading_steps ? holds(scenario.saved, words)
                                         : draft.saves.find(words) != draft.saves.end();
  if ((variable && holds(scenario.env, *variable)) || saved) return std::string(words);
  return std::nullopt;
}

std::string nearest_template(const Page& page, std::string_view words) {
  std::vector<std::string> known(kFixed.begin(), kFixed.end());
  for (const auto& [name, chat] : page.names.chats) known.push_back("chats." + name + ".phone");
  for (const auto& [name, m] : page.names.messages) known.push_back("messages." + name + ".id");
  for (const std::string& name : page.scenario().env) known.push_back("env." + name);
  for (const auto& [name, mark] : page.draft().saves) known.push_back(name);
  return did_you_mean(words, {known.begin(), known.end()});
}

/// A problem with the template or opening `piece` of the text at `at`. Where the text stands in one
/// line as it was written, the carets are below the piece alone.
void complain_of(const Page& page, const Node& at, std::string_view piece, Saying saying) {
  if (at.stands_in()) return;
  page.error(Code::UnknownTemplate, at, std::move(saying));
  const std::string_view text = at.text();
  const std::uint32_t quote = at.quoted() ? 1 : 0;
  const bool inside = !std::less<>()(piece.data(), text.data()) &&
                      !std::less<>()(text.data() + text.size(), piece.data() + piece.size());
  if (!inside || at.width() != characters(text) + 2 * quote) return;
  const auto before = static_cast<std::size_t>(piece.data() - text.data());
  Problem& told = page.draft().problems.back();
  told.mark.column += quote + characters(text.substr(0, before));
  told.width = characters(piece);
}

void complain(const Page& page, const Node& at, const TextPiece& piece) {
  const std::string_view words = piece.text;
  const std::string quoted = "'{{ " + std::string(words) + " }}'";
  const auto& saves = page.draft().saves;
  if (const auto save = saves.find(words); save != saves.end()) {
    complain_of(page, at, piece.written,
                {.message = quoted + " is used before a call saves it",
                 .note = "it is saved in line " + std::to_string(save->second.line)});
    return;
  }
  if (const auto variable = between(words, "env.", "")) {
    complain_of(page, at, piece.written,
                {.message = quoted + " is not named under env",
                 .hint = nearest_template(page, words),
                 .note = "write at the top: env: [" + std::string(*variable) + "]"});
    return;
  }
  const bool a_name = words.starts_with("chats.") || words.starts_with("messages.");
  if (a_name && page.names.incomplete) return;
  complain_of(page, at, piece.written,
              {.message = "unknown template " + quoted,
               .hint = nearest_template(page, words),
               .note = std::string(kAllowed)});
}

void append_resolved(const Page& page, const Node* at, const TextPiece& piece, std::string& out) {
  const auto known = resolved(page, piece.text);
  if (!known && at != nullptr) complain(page, *at, piece);
  out.append("{{ ").append(known ? *known : std::string(piece.text)).append(" }}");
}

std::string put(const Page& page, const Node* at, std::string_view text) {
  if (text.find("{{") == std::string_view::npos) return std::string(text);
  std::string out;
  for (const TextPiece& piece : cut_templates(text)) {
    if (piece.is_template) {
      append_resolved(page, at, piece, out);
      continue;
    }
    out.append(piece.text);
    if (at != nullptr && piece.text.find("{{") != std::string_view::npos) {
      complain_of(page, *at, piece.text.substr(piece.text.find("{{")),
                  {.message = "a template has no end", .hint = "close it with }}"});
    }
  }
  return out;
}

}  // namespace

std::vector<TextPiece> cut_templates(std::string_view text) {
  std::vector<TextPiece> pieces;
  while (!text.empty()) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) {
      pieces.push_back({text, text, false});
      break;
    }
    if (open > 0) pieces.push_back({text.substr(0, open), text.substr(0, open), false});
    pieces.push_back({trimmed(text.substr(open + 2, close - open - 2)),
                      text.substr(open, close + 2 - open), true});
    text.remove_prefix(close + 2);
  }
  return pieces;
}

std::string resolved_text(const Page& page, const Node& at, std::string_view text) {
  return put(page, &at, text);
}

std::string renamed_text(const Page& page, std::string_view text) {
  return put(page, nullptr, text);
}

}  // namespace ensaio
