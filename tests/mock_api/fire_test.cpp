#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "tests/mock_api/served.hpp"

// POST /_ensaio/fire: one callback, now.

namespace ensaio {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

class FiredCallback : public ServedMockApi {
 protected:
  ApiAnswer fire(const std::string& body,
                 const std::string& query = "?instance=ABC&wait=10s") const {
    return ask(control("fire" + query), "POST", body);
  }
  static json request_of(const ApiAnswer& fired) {
    return json::parse(fired.value().at("attempts").at(0).at("request").get<std::string>());
  }
};

TEST_F(FiredCallback, GoesToTheRegisteredWebhook) {
  serve();
  set_webhook("chat-presence");
  const ApiAnswer fired = fire(R"({"verb":"composing","phone":"5544999999999"})");
  EXPECT_EQ(fired.status, 200) << fired.body;
  EXPECT_EQ(fired.value().at("verdict"), "pass");
  EXPECT_EQ(request_of(fired).at("phone"), "5544999999999");
  EXPECT_EQ(request_of(fired).at("instanceId"), "ABC");
  EXPECT_THAT(told(), ElementsAre("COMPOSING"));
  const ApiAnswer unheard = fire(R"({"verb":"read","phone":"5544999999999"})");
  EXPECT_EQ(unheard.value().at("verdict"), "fail") << "There is no webhook of that kind.";
}

TEST_F(FiredCallback, IsAnsweredAtOnceWhereNobodyWaits) {
  serve();
  set_webhook("message-status");
  const ApiAnswer fired = fire(
      R"({"verb":"read","phone":"5544999999999","message":"3EB0AA","seed":5})", "?instance=ABC");
  EXPECT_EQ(fired.status, 201);
  EXPECT_EQ(fired.value().at("seed"), 5);
  EXPECT_EQ(fired.value().at("plan_hash").get<std::string>().size(), 64U);
  const std::string id = fired.value().at("id").get<std::string>();
  EXPECT_EQ(ask(control("runs/" + id + "?wait=10s"), "GET").value().at("verdict"), "pass");
}

TEST_F(FiredCallback, KnowsTheMessagesThatWereSent) {
  serve();
  set_webhook("message-status");
  set_webhook("delivery");
  const json sent = send("5544999990007").value();  // A phone that nothing follows.
  for (const char* id : {"messageId", "zaapId"}) {
    const std::string named = sent.at(id).get<std::string>();
    const ApiAnswer fired = fire(R"({"verb":"read","message":")" + named + R"("})");
    ASSERT_EQ(fired.status, 200) << fired.body;
    EXPECT_EQ(request_of(fired).at("phone"), "5544999990007");
    EXPECT_EQ(request_of(fired).at("ids"), json::array({sent.at("messageId")})) << id;
  }
  const std::string named = sent.at("messageId").get<std::string>();
  const ApiAnswer delivered = fire(R"({"verb":"delivery","message":")" + named + R"("})");
  EXPECT_EQ(request_of(delivered).at("zaapId"), sent.at("zaapId"));
  const ApiAnswer elsewhere =
      fire(R"({"verb":"read","message":")" + named + R"("})", "?instance=OTHER&wait=10s");
  EXPECT_EQ(elsewhere.status, 400) << "Another instance has not sent it.";
}

TEST_F(FiredCallback, KnowsAMessageThatWaitsForThePhone) {
  serve();
  set_webhook("message-status");
  ask(call("disconnect"), "GET");
  const json sent = send("5544999990009").value();
  const ApiAnswer fired =
      fire(R"({"verb":"sent","message":")" + sent.at("messageId").get<std::string>() + R"("})");
  EXPECT_EQ(request_of(fired).at("phone"), "5544999990009");
}

TEST_F(FiredCallback, SetsFieldsAndHeadersAndSpeaksAsTheInstanceDoes) {
  MockApiSettings settings;
  settings.core.provider.dialect = Dialect::Zapi2021;
  serve(std::move(settings));
  set_webhook("message-status");
  const ApiAnswer fired = fire(
      R"({"verb":"received","phone":"5544999999999","message":["A1","B2"],"late":"2m",
          "with":{"/ids/1":"C3"},"headers":{"x-a":"b"},"by":null})");
  ASSERT_EQ(fired.status, 200) << fired.body;
  EXPECT_EQ(request_of(fired).at("ids"), json::array({"A1", "C3"}));
  EXPECT_EQ(request_of(fired).at("status"), "MESSAGE_RECEIVED");
}

TEST_F(FiredCallback, NeedsNoInstanceWhereThereIsOnlyOne) {
  serve();
  EXPECT_THAT(fire(R"({"verb":"connected"})", "").body, HasSubstr("instance="));
  set_webhook("connected");
  EXPECT_EQ(fire(R"({"verb":"connected"})", "?wait=10s").status, 200);
  set_webhook("connected", "DEF");
  EXPECT_THAT(fire(R"({"verb":"connected"})", "").body, HasSubstr("instance=ABC"));
  EXPECT_EQ(fire(R"({"verb":"connected","instance":"DEF"})", "?wait=10s").value().at("instance"),
            "DEF");
}

TEST_F(FiredCallback, IsRefusedWithWhatIsWrong) {
  serve();
  struct Row {
    const char* body;
    const char* says;
  };
  const Row rows[] = {
      {"", "the body is no JSON object"},
      {"[]", "the body is no JSON object"},
      {"{}", R"(\"verb\" is missing)"},
      {R"({"verb":7})", R"(\"verb\" is not a text)"},
      {R"({"verb":"read","mesage":"A"})", R"(did you mean \"message\"?)"},
      {R"({"verb":"read","message":[1]})", R"(\"message\" is not a text or a list of texts)"},
      {R"({"verb":"read","with":"x"})", R"(\"with\" is not an object)"},
      {R"({"verb":"read","headers":{"a":1}})", R"(\"headers\" is not an object of texts)"},
      {R"({"verb":"read","device":-1})", R"(\"device\" is not a whole number)"},
      {R"({"verb":"read","seed":"x"})", R"(\"seed\" is not a whole number)"},
      {R"({"verb":"read","instance":1})", R"(\"instance\" is not a text)"},
      {R"({"verb":"reed"})", "did you mean 'read'?"},
      {R"({"verb":"wait"})", "there is no callback 'wait'"},
      {R"({"verb":"read"})", R"(\"phone\" is missing)"},
      {R"({"verb":"read","message":"UNKNOWN"})", R"(\"phone\" is missing)"},
      {R"({"verb":"composing"})", R"(\"phone\" is missing)"},
      {R"({"verb":"connected","phone":"5544999999999"})", R"(\"phone\" means nothing)"},
      {R"({"verb":"composing","phone":"5544999999999","message":"A"})",
       R"(\"message\" means nothing)"},
      {R"({"verb":"composing","phone":"ana"})", "ana"},
      {R"({"verb":"raw"})", R"(raw: \"with\" is not the body)"},
      {R"({"verb":"read","phone":"5544999999999","with":{"nosuch":1}})", "nosuch"},
  };
  for (const Row& row : rows) {
    const ApiAnswer said = fire(row.body);
    EXPECT_EQ(said.status, 400) << row.body;
    EXPECT_EQ(said.type, "application/problem+json") << row.body;
    EXPECT_THAT(said.body, HasSubstr(row.says)) << row.body;
  }
  EXPECT_EQ(fire(R"({"verb":"connected"})", "?instance=ABC&wait=soon").status, 400);
  EXPECT_EQ(ask(control("fire"), "GET").status, 405);
}

}  // namespace
}  // namespace ensaio
