#include "simulator/grammar/grammar_table.hpp"
#include "simulator/wire/dialect.hpp"

// Who takes part: instances, chats, messages, and where their callbacks go.

namespace ensaio::shapes {
namespace {

constexpr std::uint64_t kMostMessages = 100'000;

constexpr Field kInstanceFields[] = {
    {.name = "id",
     .shape = &kLine,
     .doc = "The instance's id; made from the seed where it is not given.",
     .example = "3C0123456789ABCDEF0123456789ABCD"},
    {.name = "token",
     .shape = &kLine,
     .doc = "The instance's token; made from the seed where it is not given.",
     .example = "A1B2C3D4E5F6A1B2C3D4E5F6"},
    {.name = "client_token",
     .shape = &kLine,
     .doc = "The account's Client-Token.",
     .example = "F0123456789abcdef",
     .also = "clientToken client-token"},
    {.name = "phone",
     .shape = &kPhone,
     .doc = "The instance's own number, in quotes.",
     .example = "\"5544900000000\""},
};

constexpr Field kChatFields[] = {
    {.name = "phone",
     .shape = &kPhone,
     .doc = "Digits, `<digits>@lid`, `<digits>-group` or `status@broadcast`, in quotes; the suffix "
            "says the type. Made from the seed where it is not given.",
     .example = "\"5544999999999\"",
     .also = "number"},
    {.name = "lid",
     .shape = &kPhone,
     .doc = "The person's `<digits>@lid`; made from the seed where it is not given.",
     .example = "\"99999999999999@lid\""},
    {.name = "name",
     .shape = &kLine,
     .doc = "The person's name, as callbacks tell it.",
     .example = "Ana",
     .also = "display_name"},
    {.name = "instance",
     .shape = &kName,
     .doc = "The instance that has this chat, by its name in `instances`.",
     .example = "main"},
};
constexpr Shape kChat{.form = Form::Record, .what = "a chat", .def = "chat", .fields = kChatFields};
constexpr const Shape* kPhoneOrChatChoices[] = {&kPhone, &kChat};
constexpr Shape kPhoneOrChat{
    .form = Form::OneOf, .what = "a phone or a chat", .choices = kPhoneOrChatChoices};
constexpr Shape kChatMap{.form = Form::Map,
                         .what = "a map from names to phones",
                         .least = 1,
                         .key = &kName,
                         .item = &kPhoneOrChat};
constexpr const Shape* kChatsChoices[] = {&kNames, &kChatMap};

/// Those that a gateway has a call or a documented callback for.
constexpr std::string_view kMessageTypeWords[] = {
    "text",     "audio",   "image",    "video", "ptv",  "gif",     "sticker", "document",
    "location", "contact", "reaction", "poll",  "list", "buttons", "link",    "product"};
constexpr Shape kMessageType{
    .form = Form::Word, .what = "a type of message", .words = kMessageTypeWords};
constexpr Shape kMessageCount{.form = Form::Integer, .least = 1, .most = kMostMessages};
constexpr Field kMessageFields[] = {
    {.name = "chat",
     .shape = &kName,
     .doc = "The chat that it belongs to; the only one, where it is not given.",
     .example = "ana",
     .also = "to"},
    {.name = "id",
     .shape = &kLine,
     .doc = "Its id; made from the seed where it is not given.",
     .example = "3EB0C767D097B7C7C030",
     .also = "messageId"},
    {.name = "text",
     .shape = &kText,
     .doc = "What it says.",
     .example = "\"bom dia\"",
     .also = "message body"},
    {.name = "type",
     .shape = &kMessageType,
     .doc = "What it is. Default text.",
     .example = "audio"},
    {.name = "count",
     .shape = &kMessageCount,
     .doc = "So many messages; the name stands for all of them.",
     .example = "31"},
};
constexpr Shape kMessage{
    .form = Form::Record, .what = "a message", .def = "message", .fields = kMessageFields};
constexpr const Shape* kChatOrMessageChoices[] = {&kName, &kMessage};
constexpr Shape kChatOrMessage{
    .form = Form::OneOf, .what = "a chat's name or a message", .choices = kChatOrMessageChoices};
constexpr Shape kMessageMap{.form = Form::Map,
                            .what = "a map from names to chats",
                            .least = 1,
                            .key = &kName,
                            .item = &kChatOrMessage};
constexpr const Shape* kMessagesChoices[] = {&kNames, &kMessageMap};

/// Every kind, and one word for all of them.
constexpr auto webhook_words() {
  std::array<std::string_view, kKinds.size() + 1> words{};
  std::size_t i = 0;
  for (const auto& row : kKinds) words.at(i++) = row.text;
  words.at(i) = "every";
  return words;
}
constexpr auto kWebhookWords = webhook_words();
constexpr Shape kWebhookKind{.form = Form::Word, .what = "a kind", .words = kWebhookWords};
constexpr Shape kVariable{.form = Form::Variable};

}  // namespace

constexpr Shape kInstance{
    .form = Form::Record, .what = "an instance", .def = "instance", .fields = kInstanceFields};
constexpr Shape kInstances{.form = Form::Map,
                           .what = "a map from names to instances",
                           .least = 1,
                           .key = &kName,
                           .item = &kInstance};
constexpr Shape kChats{.form = Form::OneOf,
                       .what = "a list of names, or a map from names to phones",
                       .def = "chats",
                       .choices = kChatsChoices};
constexpr Shape kMessages{.form = Form::OneOf,
                          .what = "a list of names, or a map from names to chats",
                          .def = "messages",
                          .choices = kMessagesChoices};
constexpr Shape kWebhooks{.form = Form::Map,
                          .what = "a map from kinds to URLs",
                          .least = 1,
                          .key = &kWebhookKind,
                          .item = &kUrl};
constexpr Shape kEnv{
    .form = Form::List, .what = "a list of environment variables", .item = &kVariable};

}  // namespace ensaio::shapes
