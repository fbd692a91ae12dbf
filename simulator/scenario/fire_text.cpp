#include "simulator/scenario/fire_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>
#include <utility>

#include "simulator/base/json_text.hpp"
#include "simulator/base/nearest.hpp"
#include "simulator/scenario/step.hpp"

namespace ensaio {
namespace {

enum class Object : std::uint8_t { Chat, Message, Incoming, None, Body };

/// What the verb is about. Nothing where it is none that sends a callback.
std::optional<Object> object_of(Verb verb) {
  switch (verb) {
    case Verb::Available:
    case Verb::Unavailable:
    case Verb::Composing:
    case Verb::Paused:
    case Verb::Recording:
      return Object::Chat;
    case Verb::Sent:
    case Verb::Received:
    case Verb::Read:
    case Verb::ReadByMe:
    case Verb::ReadSelf:
    case Verb::Played:
    case Verb::Delivery:
      return Object::Message;
    case Verb::Incoming:
      return Object::Incoming;
    case Verb::Connected:
    case Verb::Disconnected:
      return Object::None;
    case Verb::Raw:
      return Object::Body;
    default:
      return std::nullopt;
  }
}

bool is_of_chat(Object object) { return object != Object::None && object != Object::Body; }

Error unknown_verb(const std::string& verb) {
  std::vector<std::string_view> verbs;
  std::string all;
  for (const auto& row : kVerbs) {
    if (!object_of(row.value)) continue;
    verbs.push_back(row.text);
    all += fmt::format(" {}", row.text);
  }
  const auto near = nearest(verb, verbs);
  const std::string meant = near ? fmt::format("; did you mean '{}'?", *near) : "";
  return {.message = fmt::format("there is no callback '{}'{}", verb, meant),
          .hint = "there are:" + all};
}

/// A JSON object in the one spelling that is YAML too. Nothing where it is none.
std::optional<std::string> json_object(const std::string& text) {
  const auto json = nlohmann::ordered_json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return "[" + text + "]";
}

/// Writes the scenario, part by part.
class FireText {
 public:
  FireText(const FireWords& words, const FireNames& names, Object object)
      : words_(words), names_(names), object_(object) {}

  Result<std::string> text() {
    if (const auto error = idle_word()) return *error;
    text_ = fmt::format("scenario: fire {}\n", words_.verb);
    write_chats();
    write_messages();
    write_step();
    if (const auto error = write_edits()) return *error;
    if (const auto error = write_headers()) return *error;
    return std::move(text_);
  }

 private:
  bool has_chat() const { return is_of_chat(object_); }

  /// The loader finds a word that the verb cannot have; but those that make chats and messages
  /// would make none here, and so be passed over.
  std::optional<Error> idle_word() const {
    std::string idle;
    if (!has_chat() && !words_.phone.empty()) idle = names_.phone;
    if ((!has_chat() || object_ == Object::Chat) && !words_.ids.empty()) idle = names_.ids;
    if (idle.empty()) return std::nullopt;
    return Error{fmt::format("{} means nothing to '{}'", idle, words_.verb), ""};
  }

  void write_chats() {
    if (!has_chat()) return;
    const std::string phone =
        words_.phone.empty() ? "{}" : fmt::format("{{ phone: {} }}", json_string(words_.phone));
    text_ += fmt::format("chats:\n  chat: {}\n", phone);
    for (std::size_t i = 0; i < words_.by.size(); ++i) {
      text_ += fmt::format("  by{}: {{ phone: {} }}\n", i + 1, json_string(words_.by[i]));
    }
  }

  void write_messages() {
    const bool by_chat = object_ == Object::Incoming && words_.ids.empty();
    if (!has_chat() || object_ == Object::Chat || by_chat) return;
    text_ += "messages:\n";
    if (words_.ids.empty()) add_message("");
    for (const std::string& id : words_.ids) add_message(id);
  }

  void add_message(const std::string& id) {
    messages_.push_back(fmt::format("m{}", messages_.size() + 1));
    text_ += fmt::format("  {}: {{ chat: chat{} }}\n", messages_.back(),
                         id.empty() ? "" : ", id: " + json_string(id));
  }

  std::string object() const {
    if (object_ == Object::None) return "";
    if (object_ == Object::Body) return " " + json_object(words_.with).value_or("{}");
    if (messages_.empty()) return " chat";
    return " " + (messages_.size() == 1 ? messages_.front() : list(messages_));
  }

  void write_step() {
    // What is fired alone breaks the usual order on purpose: the intent keeps the lint quiet.
    text_ += fmt::format("steps:\n  - {}:{}\n    intent: fired by hand\n", words_.verb, object());
    add("text", words_.text);
    add("like", words_.like);
    add("error", words_.error);
    add("error_code", words_.error_code);
    add("kind", words_.kind);
    if (!words_.device.empty()) text_ += fmt::format("    device: {}\n", words_.device);
    if (!words_.late.empty()) text_ += fmt::format("    late: {}\n", words_.late);
    std::vector<std::string> by;
    for (std::size_t i = 0; i < words_.by.size(); ++i) by.push_back(fmt::format("by{}", i + 1));
    if (by.empty()) return;
    text_ += fmt::format("    by: {}\n", object_ == Object::Incoming ? by.front() : list(by));
  }

  void add(const char* key, const std::string& value) {
    if (!value.empty()) text_ += fmt::format("    {}: {}\n", key, json_string(value));
  }

  std::optional<Error> write_edits() {
    const bool needed = object_ == Object::Body;
    if (words_.with.empty() && !needed) return std::nullopt;
    const auto json = json_object(words_.with);
    if (!json) {
      return Error{needed ? fmt::format("raw: {} is not the body as a JSON object", names_.with)
                          : fmt::format("{}: this is not a JSON object", names_.with),
                   fmt::format(R"(write {} '{{"field": "value"}}')", names_.with)};
    }
    if (!needed) text_ += fmt::format("    with: {}\n", *json);
    return std::nullopt;
  }

  std::optional<Error> write_headers() {
    if (words_.headers.empty()) return std::nullopt;
    text_ += "    headers:\n";
    for (const std::string& header : words_.headers) {
      const auto colon = header.find(':');
      if (colon == std::string::npos || colon == 0) {
        return Error{fmt::format("{}: '{}' is not 'name: value'", names_.headers, header), ""};
      }
      const auto value = header.find_first_not_of(' ', colon + 1);
      text_ += fmt::format("      {}: {}\n", json_string(header.substr(0, colon)),
                           json_string(value == std::string::npos ? "" : header.substr(value)));
    }
    return std::nullopt;
  }

  const FireWords& words_;
  const FireNames& names_;
  Object object_;
  std::vector<std::string> messages_;
  std::string text_;
};

}  // namespace

bool needs_chat(const std::string& verb) {
  const auto known = kVerbs.parse(verb);
  const auto object = known ? object_of(*known) : std::nullopt;
  return object && is_of_chat(*object);
}

Result<std::string> fire_text(const FireWords& words, const FireNames& names) {
  const auto verb = kVerbs.parse(words.verb);
  const auto object = verb ? object_of(*verb) : std::nullopt;
  if (!object) return unknown_verb(words.verb);
  return FireText(words, names, *object).text();
}

}  // namespace ensaio
