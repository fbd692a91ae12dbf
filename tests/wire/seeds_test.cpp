#include <gtest/gtest.h>

#include "simulator/wire/dialect.hpp"
#include "tests/wire/golden.hpp"

// The five documents this project began with, by number: what each says, as a test.

namespace ensaio {
namespace {

const InstanceId kInstance("instance.id");
const Chat kChat{.phone = "5544999999999"};

/// The body that every presence example of the documents has.
std::string presence_example(Presence presence, const std::string& instance) {
  return R"({"type":"PresenceChatCallback","phone":"5544999999999","status":")" +
         std::string(kPresences.text(presence)) + R"(","lastSeen":null)" + instance + "}";
}

PresenceCallback presence_of(Presence presence) {
  return {.instance = kInstance, .chat = kChat, .presence = presence};
}

StatusCallback status_of(MessageStatus status) {
  return {.instance = kInstance,
          .chat = kChat,
          .messages = {MessageId("999999999999999999999")},
          .status = status,
          .at = WallTime(std::chrono::milliseconds(1632234645000))};
}

// Plugchat 2022, chat status. Its table gives the type DeliveryCallback: its examples do not.
TEST(Seed000PlugchatPresence, HasFivePresencesWithoutInstance) {
  for (const auto& presence : kPresences) {
    EXPECT_EQ(written(Dialect::Plugchat2022, presence_of(presence.value)),
              presence_example(presence.value, ""));
  }
}

TEST(Seed000PlugchatPresence, IsConfiguredByAWebhookOfItsOwn) {
  EXPECT_TRUE(has_webhook(Dialect::Plugchat2022, Kind::Presence));
  EXPECT_FALSE(has_webhook(Dialect::Plugchat, Kind::Presence));
}

// Z-API, chat status.
TEST(Seed001ZapiPresence, HasFivePresencesWithTheInstanceLast) {
  for (const auto& presence : kPresences) {
    EXPECT_EQ(written(Dialect::Zapi, presence_of(presence.value)),
              presence_example(presence.value, R"(,"instanceId":"instance.id")"));
  }
}

// Z-API's developer site, examples by status: in this order.
TEST(Seed002ZapiPresenceExamples, ShowTheSameBodiesByStatus) {
  const std::pair<Presence, const char*> rows[] = {{Presence::Available, "AVAILABLE"},
                                                   {Presence::Unavailable, "UNAVAILABLE"},
                                                   {Presence::Composing, "COMPOSING"},
                                                   {Presence::Paused, "PAUSED"},
                                                   {Presence::Recording, "RECORDING"}};
  for (const auto& row : rows) {
    EXPECT_EQ(kPresences.text(row.first), row.second);
    EXPECT_EQ(written(Dialect::Zapi, presence_of(row.first)),
              presence_example(row.first, R"(,"instanceId":"instance.id")"));
  }
}

// Plugchat 2025, message status.
TEST(Seed003PlugchatMessageStatus, HasFiveWordsWithTheInstanceFirst) {
  const std::pair<MessageStatus, const char*> rows[] = {{MessageStatus::Sent, "SENT"},
                                                        {MessageStatus::Received, "RECEIVED"},
                                                        {MessageStatus::Read, "READ"},
                                                        {MessageStatus::ReadSelf, "READ-SELF"},
                                                        {MessageStatus::Played, "PLAYED"}};
  for (const auto& row : rows) {
    EXPECT_EQ(written(Dialect::Plugchat, status_of(row.first)),
              R"({"instanceId":"instance.id","status":")" + std::string(row.second) +
                  R"(","ids":["999999999999999999999"],"momment":1632234645000,"phoneDevice":0,)"
                  R"("phone":"5544999999999","type":"MessageStatusCallback","isGroup":false})");
  }
}

TEST(Seed003PlugchatMessageStatus, ListsTheSevenKeysOfUpdateWebhooks) {
  int keys = 0;
  for (const auto& kind : kKinds) keys += has_webhook(Dialect::Plugchat, kind.value) ? 1 : 0;
  EXPECT_EQ(keys, 7);
}

// Plugchat 2022, message status. Its table has `id` and a text `momment`: its example has `ids`, a
// list, and an integer.
TEST(Seed004PlugchatMessageStatus, HasOneWordAndNoInstance) {
  EXPECT_EQ(written(Dialect::Plugchat2022, status_of(MessageStatus::Received)),
            R"({"status":"MESSAGE_RECEIVED","ids":["999999999999999999999"],)"
            R"("momment":1632234645000,"phone":"5544999999999","type":"MessageStatusCallback"})");
}

}  // namespace
}  // namespace ensaio
