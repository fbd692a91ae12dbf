#include "simulator/wire/dialect.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "simulator/wire/body.hpp"
#include "tests/wire/golden.hpp"

namespace ensaio {
namespace {

const std::set<Presence> kAllFive{Presence::Available, Presence::Unavailable, Presence::Composing,
                                  Presence::Paused, Presence::Recording};

/// Where instanceId stands in a body.
enum class Where { First, Last, Inside, Absent };

/// The facts of one dialect, once more, as the documentation's tables have them.
struct Facts {
  const char* name;
  /// SENT, RECEIVED, READ, READ_BY_ME, READ-SELF, PLAYED.
  std::vector<std::string> words;
  std::set<Presence> presences;
  std::set<Kind> webhooks;
  Where in_presence;
  Where in_status;
  Where in_delivery;
  Where in_disconnected;
};

const std::vector<std::string> kOf2022{"SENT", "RECEIVED", "READ", "", "READ-SELF", "PLAYED"};
const std::vector<std::string> kOf2021{"", "MESSAGE_RECEIVED", "", "", "", ""};
const std::set<Kind> kSix{Kind::Presence, Kind::Status,    Kind::Delivery,
                          Kind::Received, Kind::Connected, Kind::Disconnected};
const std::set<Kind> kFive{Kind::Presence, Kind::Status, Kind::Delivery, Kind::Received,
                           Kind::Disconnected};
const std::set<Kind> kIntegrations{
    Kind::Status,          Kind::Delivery,         Kind::Received,     Kind::Disconnected,
    Kind::StartAttendance, Kind::FinishAttendance, Kind::DeliveryError};

const std::vector<Facts>& facts() {
  using enum Where;
  static const std::vector<Facts> kFacts{
      {"zapi",
       {"SENT", "RECEIVED", "READ", "READ_BY_ME", "", "PLAYED"},
       kAllFive,
       kSix,
       Last,
       First,
       Inside,
       Last},
      {"zapi-2022", kOf2022, kAllFive, kSix, Last, First, Last, Last},
      {"zapi-2021",
       kOf2021,
       {Presence::Available, Presence::Unavailable, Presence::Composing, Presence::Recording},
       kFive,
       Absent,
       Absent,
       Absent,
       Absent},
      {"plugzapi", kOf2022, kAllFive, kSix, Absent, Last, Absent, Absent},
      {"plugchat", kOf2022, kAllFive, kIntegrations, Absent, First, Last, Last},
      {"plugchat-2024", kOf2022, kAllFive, kIntegrations, Absent, First, Last, Last},
      {"plugchat-2022", kOf2021, kAllFive, kFive, Absent, Absent, Absent, Absent},
  };
  return kFacts;
}

Dialect dialect_of(const Facts& row) { return kDialects.parse(row.name).value(); }

Where instance_in(Dialect dialect, const Callback& callback) {
  const auto json = OrderedJson::parse(written(dialect, callback));
  if (!json.contains("instanceId")) return Where::Absent;
  if (json.begin().key() == "instanceId") return Where::First;
  return std::prev(json.end()).key() == "instanceId" ? Where::Last : Where::Inside;
}

TEST(Dialects, AreTheSevenOfTheTable) {
  ASSERT_EQ(facts().size(), kDialects.size());
  for (std::size_t i = 0; i < facts().size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(dialect_of(facts()[i])), i);
  }
}

TEST(Dialects, HaveTheirWordsForEachStatusAndErrorsForTheRest) {
  for (const Facts& row : facts()) {
    for (const auto& status : kMessageStatuses) {
      const std::string& word = row.words.at(static_cast<std::size_t>(status.value));
      EXPECT_EQ(status_word(dialect_of(row), status.value), word) << row.name;
      const auto text = body(dialect_of(row), StatusCallback{.status = status.value});
      EXPECT_EQ(text.has_value(), !word.empty()) << row.name << ' ' << status.text;
      const std::string told = text ? OrderedJson::parse(*text)["status"] : "";
      EXPECT_EQ(told, word) << row.name;
    }
  }
}

TEST(Dialects, HaveTheirPresencesAndErrorsForTheRest) {
  for (const Facts& row : facts()) {
    for (const auto& presence : kPresences) {
      const bool has = row.presences.contains(presence.value);
      EXPECT_EQ(has_presence(dialect_of(row), presence.value), has) << row.name;
      const auto text = body(dialect_of(row), PresenceCallback{.presence = presence.value});
      EXPECT_EQ(text.has_value(), has) << row.name << ' ' << presence.text;
    }
  }
}

TEST(Dialects, HaveWebhooksForTheKindsTheyDocument) {
  for (const Facts& row : facts()) {
    for (const auto& kind : kKinds) {
      EXPECT_EQ(has_webhook(dialect_of(row), kind.value), row.webhooks.contains(kind.value))
          << row.name << ' ' << kind.text;
    }
  }
}

TEST(Dialects, PutInstanceIdFirstLastOrNowhere) {
  const InstanceId id("I");
  for (const Facts& row : facts()) {
    const Dialect dialect = dialect_of(row);
    EXPECT_EQ(instance_in(dialect, PresenceCallback{.instance = id}), row.in_presence) << row.name;
    EXPECT_EQ(
        instance_in(dialect, StatusCallback{.instance = id, .status = MessageStatus::Received}),
        row.in_status)
        << row.name;
    EXPECT_EQ(instance_in(dialect, DeliveryCallback{.instance = id}), row.in_delivery) << row.name;
    EXPECT_EQ(instance_in(dialect, DisconnectedCallback{.instance = id}), row.in_disconnected)
        << row.name;
  }
}

TEST(Dialects, KnowTheInstanceOfAConnectedPhoneWhereTheyKnowInstances) {
  for (const auto& dialect : kDialects) {
    const bool none = dialect.value == Dialect::Zapi2021 || dialect.value == Dialect::Plugchat2022;
    const auto where = instance_in(dialect.value, ConnectedCallback{.instance = InstanceId("I")});
    EXPECT_EQ(where, none ? Where::Absent : Where::Inside) << dialect.text;
  }
}

TEST(AStatusThatADialectLacks, IsAnErrorThatNamesThoseThatHaveIt) {
  struct Row {
    Dialect dialect;
    MessageStatus status;
    const char* message;
    const char* hint;
  };
  const Row rows[] = {
      {Dialect::Plugchat, MessageStatus::ReadByMe, "dialect plugchat has no status READ_BY_ME",
       "dialects that have it: zapi"},
      {Dialect::Zapi, MessageStatus::ReadSelf, "dialect zapi has no status READ-SELF",
       "dialects that have it: zapi-2022, plugzapi, plugchat, plugchat-2024"},
      {Dialect::Zapi2021, MessageStatus::Sent, "dialect zapi-2021 has no status SENT",
       "dialects that have it: zapi, zapi-2022, plugzapi, plugchat, plugchat-2024"},
  };
  for (const Row& row : rows) {
    const auto text = body(row.dialect, StatusCallback{.status = row.status});
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().message, row.message);
    EXPECT_EQ(text.error().hint, row.hint);
  }
}

TEST(APresenceThatADialectLacks, IsAnErrorThatNamesThoseThatHaveIt) {
  const auto text = body(Dialect::Zapi2021, PresenceCallback{.presence = Presence::Paused});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "dialect zapi-2021 has no presence PAUSED");
  EXPECT_EQ(text.error().hint,
            "dialects that have it: zapi, zapi-2022, plugzapi, plugchat, plugchat-2024, "
            "plugchat-2022");
}

TEST(KindOfARawBody, IsSaidByItsType) {
  struct Row {
    const char* what;
    const char* json;
    std::optional<Kind> kind;
  };
  const Row rows[] = {
      {"a presence", R"({"type":"PresenceChatCallback"})", Kind::Presence},
      {"the type may come last", R"({"a":{"type":"x"},"type":"DeliveryCallback"})", Kind::Delivery},
      {"of two types the last counts", R"({"type":"x","type":"ReceivedCallback"})", Kind::Received},
      {"a type that nobody documents", R"({"type":"StatusInstanceCallback"})", std::nullopt},
      {"another case", R"({"type":"receivedcallback"})", std::nullopt},
      {"a type that is no text", R"({"type":1})", std::nullopt},
      {"no type", R"({"a":1})", std::nullopt},
      {"a list", R"(["type"])", std::nullopt},
      {"no JSON", "type: ReceivedCallback", std::nullopt},
      {"nothing", "", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(kind_of_raw(row.json), row.kind) << row.what;
}

}  // namespace
}  // namespace ensaio
