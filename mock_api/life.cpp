#include "mock_api/life.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "simulator/wire/body.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {
namespace {

using std::chrono::milliseconds;

constexpr ChatIndex kSomebody = 1;  ///< Who is in the group.
constexpr ChatIndex kOurselves = 2;

/// Source: Z-API docs, webhooks/on-whatsapp-message-status-changes: PLAYED is of audio and video.
bool is_played(std::string_view route) {
  constexpr std::array<std::string_view, 3> kPlayed{"send-audio", "send-ptv", "send-video"};
  return std::ranges::find(kPlayed, route) != kPlayed.end();
}

bool has_variant(Dialect dialect, std::string_view name) {
  const auto known = received_variants(dialect);
  return std::ranges::find(known, name) != known.end();
}

/// "image" of send-image, where the dialect has an example of it; else "text".
std::string echo_of(const SentMessage& message) {
  constexpr std::string_view kSend = "send-";
  std::string_view name = message.route;
  if (name.starts_with(kSend)) name.remove_prefix(kSend.size());
  if (name == "ptv") name = "ptv_circular_video";
  return has_variant(message.dialect, name) ? std::string(name) : "text";
}

/// Writes a life down as a scenario.
class Biography {
 public:
  explicit Biography(const LifeShape& shape) : shape_(shape) {}

  Scenario written();

 private:
  void write_failure(std::string error, std::string error_code);
  void write_success();
  void write_way();
  void wait(Span span, std::string label);
  void deliver(std::string error, std::string error_code);
  void echo();
  void say(Verb verb, MessageStatus status);
  void add(Verb verb, Action action, std::string label, Modifiers modifiers = {});

  const LifeShape& shape_;
  Scenario made_{};
};

Scenario Biography::written() {
  made_.name = "life of a message";
  made_.dialect = shape_.dialect;
  made_.instances.emplace_back();
  // A person who is in no address book is shown by the phone.
  made_.chats.push_back(
      {.name = "chat", .display_name = slot_mark(Slot::Phone, 0), .type = shape_.chat});
  made_.chats.push_back({.name = "somebody"});
  made_.chats.push_back({.name = "ourselves", .display_name = slot_mark(Slot::Phone, kOurselves)});
  made_.messages.push_back({.name = "message"});
  made_.saved.emplace_back("text");
  switch (shape_.magic) {
    case MagicNumber::NoSuchPhone:
      write_failure("Phone number does not exist", "");
      break;
    case MagicNumber::ShadowBan:
      // Source: Z-API docs 2026, webhooks/on-message-send, attribute errorCode.
      write_failure("The message was not sent due to a likely shadow ban", "SHADOW_BAN");
      break;
    case MagicNumber::Silence:
      break;
    default:
      write_success();
  }
  return std::move(made_);
}

void Biography::write_failure(std::string error, std::string error_code) {
  wait(milliseconds(50), "until delivery");
  deliver(std::move(error), std::move(error_code));
}

void Biography::write_success() {
  wait(milliseconds(50), "until delivery");
  deliver("", "");
  echo();
  wait(milliseconds(50), "until sent");
  say(Verb::Sent, MessageStatus::Sent);
  write_way();
  const bool read = shape_.magic != MagicNumber::NeverRead;
  if (!shape_.played || !read) return;
  wait(milliseconds(200), "until played");
  say(Verb::Played, MessageStatus::Played);
}

/// RECEIVED and READ. The one that comes second waits as READ does.
void Biography::write_way() {
  const bool backwards = shape_.magic == MagicNumber::ReadFirst;
  const bool read = shape_.magic != MagicNumber::NeverRead;
  wait(Uniform{milliseconds(100), milliseconds(300)}, "until received");
  say(backwards ? Verb::Read : Verb::Received,
      backwards ? MessageStatus::Read : MessageStatus::Received);
  if (!read) return;
  wait(Uniform{milliseconds(200), milliseconds(600)}, "until read");
  say(backwards ? Verb::Received : Verb::Read,
      backwards ? MessageStatus::Received : MessageStatus::Read);
}

// Labels name the streams that times are drawn from: a step that a dialect lacks moves no other.
void Biography::wait(Span span, std::string label) {
  add(Verb::Wait, WaitStep{span}, std::move(label));
}

void Biography::deliver(std::string error, std::string error_code) {
  if (!has_webhook(shape_.dialect, Kind::Delivery)) return;
  add(Verb::Delivery, DeliveryStep{0, std::move(error), std::move(error_code)}, "delivery");
}

/// Source: Z-API docs, update-notify-sent-by-me: a ReceivedCallback with `fromMe`, and `fromApi`
/// where our API sent it. Assumed: everything else is as in a message that comes in.
void Biography::echo() {
  if (shape_.echo.empty()) return;
  IncomingStep step{.message = 0, .like = shape_.echo};
  if (shape_.chat == ChatType::Group || shape_.chat == ChatType::Broadcast) step.by = kOurselves;
  ReceivedCallback example{.chat = {.type = shape_.chat}, .like = shape_.echo};
  const auto body = ensaio::body(shape_.dialect, example);
  Modifiers modifiers;
  const auto put = [&](std::string path, std::string json, FieldEdit::Do otherwise) {
    const std::string pointer = path.starts_with('/') ? path : '/' + path;
    const bool there = body && value_at(*body, pointer);
    modifiers.edits.push_back({there ? FieldEdit::Do::Set : otherwise, std::move(path), json});
  };
  put("fromMe", "true", FieldEdit::Do::Add);
  put("fromApi", "true", FieldEdit::Do::Add);
  const std::string caption = '/' + shape_.echo + "/caption";
  if (shape_.echo == "text") {
    step.text = "{{ text }}";
  } else if (body && value_at(*body, caption)) {
    put(caption, R"("{{ text }}")", FieldEdit::Do::Set);
  }
  add(Verb::Incoming, std::move(step), "echo", std::move(modifiers));
}

void Biography::say(Verb verb, MessageStatus status) {
  if (status_word(shape_.dialect, status).empty()) return;
  StatusStep step{.messages = {0}, .status = status};
  const bool of_many = shape_.chat == ChatType::Group || shape_.chat == ChatType::Broadcast;
  if (of_many && status != MessageStatus::Sent) step.by = {kSomebody};
  add(verb, std::move(step), std::string(kVerbs.text(verb)));
}

void Biography::add(Verb verb, Action action, std::string label, Modifiers modifiers) {
  Step step{.verb = verb, .label = std::move(label)};
  if (shape_.magic == MagicNumber::Twice && verb != Verb::Wait) modifiers.copies = 2;
  step.action = std::move(action);
  step.modifiers = std::make_shared<const Modifiers>(std::move(modifiers));
  made_.steps.push_back(std::move(step));
}

}  // namespace

LifeShape life_shape(const SentMessage& message, MagicNumber magic, bool echo) {
  // A refused message is sent again; then it lives as any.
  const MagicNumber lived = magic == MagicNumber::RefusedOnce ? MagicNumber::None : magic;
  return {.dialect = message.dialect,
          .chat = chat_type(message.phone).value_or(ChatType::Private),
          .played = is_played(message.route),
          .magic = lived,
          .echo = echo ? echo_of(message) : ""};
}

Scenario life(const LifeShape& shape) { return Biography(shape).written(); }

}  // namespace ensaio
