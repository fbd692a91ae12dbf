#include "mock_api/accounts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "simulator/document/problem_text.hpp"
#include "tests/mock_api/caller.hpp"

namespace ensaio {
namespace {

using testing::HasSubstr;

TEST(Accounts, AreReadFromAFile) {
  Problems problems;
  const auto accounts = read_accounts(R"(
about: Two accounts.
accounts:
  - { id: I1, token: T1 }
  - { id: I2, token: "T2", client_token: S2, dialect: plugchat, connected: false }
---
accounts: [{ id: I3, token: T3 }]
)",
                                      "accounts.yaml", problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(accounts.size(), 3U);
  EXPECT_EQ(accounts[0].id, "I1");
  EXPECT_EQ(accounts[0].token, "T1");
  EXPECT_EQ(accounts[0].client_token, "");
  EXPECT_EQ(accounts[0].dialect, std::nullopt);
  EXPECT_TRUE(accounts[0].connected);
  EXPECT_EQ(accounts[1].client_token, "S2");
  EXPECT_EQ(accounts[1].dialect, Dialect::Plugchat);
  EXPECT_FALSE(accounts[1].connected);
  EXPECT_EQ(accounts[2].id, "I3");
}

TEST(Accounts, HaveTheirMistakesToldLikeAScenarios) {
  struct Row {
    const char* text;
    const char* told;
  };
  const Row rows[] = {
      {"", "error[S003]"},
      {"accounts: [", "accounts.yaml:1:"},
      {"accounts: []", "accounts.yaml:1:11"},
      {"accounts: [{ id: a }]", "token"},
      {"accounts: [{ id: a, tokn: b }]", "did you mean 'token'?"},
      {"accounts: [{ id: a, token: b, dialect: zap }]", "did you mean 'zapi'?"},
      {"accounts: [{ id: a, token: b, connected: maybe }]", "accounts.yaml:1:42"},
      {"accounts: [{ id: a, token: b }, { id: a, token: c }]", "a second account has the id 'a'"},
      {"accounts: [{ id: a, token: b }, { id: c, token: b }]",
       "a second account has the token 'b'"},
      {"scenario: x\nsteps: []", "this is a document of another kind: scenario"},
      {"account: []", "did you mean 'accounts'?"},
      {"[]", "a document is a map of keys"},
  };
  for (const Row& row : rows) {
    Problems problems;
    read_accounts(row.text, "accounts.yaml", problems);
    EXPECT_TRUE(has_errors(problems)) << row.text;
    std::ostringstream told;
    print_problems(
        problems, [&](const std::string&) { return row.text; }, told);
    EXPECT_THAT(told.str(), HasSubstr(row.told)) << row.text;
  }
}

ProviderSettings two_accounts() {
  const MockAccount plain{.id = "I1", .token = "T1"};
  const MockAccount secured{
      .id = "I2", .token = "TOKEN2", .client_token = "S2", .connected = false};
  return {.accounts = {{plain, secured}}};
}

TEST(Accounts, AreTheOnlyOnesThereAre) {
  struct Row {
    const char* what;
    const char* target;
    std::vector<Header> headers;
    int status;
    const char* body;
    const char* near_miss;
  };
  const std::vector<Header> none;
  const Row rows[] = {
      {"the right one", "/instances/I1/token/T1/me", none, 200, R"("id":"I1")", ""},
      {"a needless client token",
       "/instances/I1/token/T1/me",
       {{"Client-Token", "x"}},
       200,
       R"("id":"I1")",
       ""},
      {"an unknown instance", "/instances/nobody/token/T1/me", none, 400, "Instance not found", ""},
      {"nearly a known one", "/instances/i2/token/T1/me", none, 400, "Instance not found",
       "did you mean instance I2?"},
      {"a wrong token", "/instances/I2/token/TOXEN2/me", none, 400, "Instance not found",
       "token differs in character 3"},
      {"another's token", "/instances/I1/token/TOKEN2/me", none, 400, "Instance not found",
       "token differs in character 2"},
      {"no client token", "/instances/I2/token/TOKEN2/me", none, 400,
       R"({"error":"your client-token is not configured"})", ""},
      {"an empty one",
       "/instances/I2/token/TOKEN2/me",
       {{"Client-Token", ""}},
       400,
       R"({"error":"your client-token is not configured"})",
       ""},
      {"a wrong one",
       "/instances/I2/token/TOKEN2/me",
       {{"client-token", "S3"}},
       403,
       R"({"error":"Client-Token not allowed"})",
       "client-token differs in character 2"},
      {"the right one, too",
       "/instances/I2/token/TOKEN2/me",
       {{"client-token", "S2"}},
       200,
       R"("id":"I2")",
       ""},
      {"Plugchat without token", "/api/whatsapp/me", none, 401, "Unauthorized",
       "there is no Authorization header"},
      {"Plugchat with an empty one",
       "/api/whatsapp/me",
       {{"Authorization", "Bearer "}},
       401,
       "Unauthorized",
       "there is no Authorization header"},
      {"Plugchat with a wrong one",
       "/api/whatsapp/me",
       {{"Authorization", "TOKEN1"}},
       401,
       "Unauthorized",
       "token differs in character 6"},
      {"Plugchat, bare",
       "/api/whatsapp/me",
       {{"Authorization", "TOKEN2"}},
       200,
       R"("id":"I2")",
       ""},
      {"Plugchat, bearing",
       "/api/whatsapp/me",
       {{"authorization", "bearer TOKEN2"}},
       200,
       R"("id":"I2")",
       ""},
  };
  for (const Row& row : rows) {
    Caller caller(two_accounts());
    const auto answer = caller.call({"GET", row.target, "", row.headers});
    EXPECT_EQ(answer.reply.status, row.status) << row.what;
    EXPECT_THAT(answer.reply.body, HasSubstr(row.body)) << row.what;
    EXPECT_EQ(answer.near_miss, row.near_miss) << row.what;
    EXPECT_EQ(answer.instance.empty(), row.status != 200) << row.what;
    EXPECT_EQ(caller.provider.instances().size(), 2U) << row.what;
  }
}

TEST(Accounts, AreAsInTheBeginningAfterAReset) {
  Caller caller(two_accounts());
  caller.zapi("PUT", "update-webhook-delivery", R"({"value":"https://a.test/"})");
  caller.provider.set_connected("I2", true);
  EXPECT_TRUE(caller.provider.reset("I1"));
  EXPECT_EQ(caller.url(Kind::Delivery), "-");
  EXPECT_TRUE(caller.provider.find("I2")->connected);
  caller.provider.reset();
  EXPECT_FALSE(caller.provider.find("I2")->connected);
  EXPECT_EQ(caller.provider.find("I2")->token, "TOKEN2");
}

TEST(Accounts, ThatNobodyListsAreWhateverIsNamed) {
  Caller caller;
  EXPECT_EQ(caller.call({"GET", "/instances/I1/token/T1/me"}).near_miss, "");
  const auto answer = caller.call({"GET", "/instances/I1/token/T2/me"});
  EXPECT_EQ(answer.reply.status, 200);
  EXPECT_EQ(answer.near_miss, "token differs in character 2: so far it was T1");
  EXPECT_EQ(caller.provider.find("I1")->created, kCalledAt);
  EXPECT_EQ(caller.plugchat("GET", "whatsapp/me").instance, "P1");
}

}  // namespace
}  // namespace ensaio
