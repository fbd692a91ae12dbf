#include "mock_api/near_miss.hpp"

#include <gtest/gtest.h>

#include "tests/mock_api/caller.hpp"

namespace ensaio {
namespace {

TEST(NearMiss, SaysWhatAPathProbablyMeant) {
  struct Row {
    const char* target;
    const char* said;
  };
  const Row rows[] = {
      {"/instances/I/token/T/update-webhook-status", "did you mean update-webhook-message-status?"},
      {"/instances/I/token/T/update-webhook-receive", "did you mean update-webhook-received?"},
      {"/instances/I/token/T/update-webhook-send", "did you mean update-webhook-delivery?"},
      {"/instances/I/token/T/update-webhook", "did you mean update-every-webhooks?"},
      {"/instances/I/token/T/update-webhook-chat-presense",
       "did you mean update-webhook-chat-presence?"},
      {"/instances/I/token/T/send_text", "did you mean send-text?"},
      {"/instances/I/token/T/Send-Text", "did you mean send-text?"},
      {"/instances/I/token/T/send-document", "did you mean send-document/{ext}?"},
      {"/instances/I/token/T/send-text/send-audio", "did you mean send-audio?"},
      {"/instances/I/token/T/status/now", "status takes no 'now' behind it"},
      {"/instances/I/token/T/xyz", ""},
      {"/instances/I/token/T//send-text", "did you mean send-text?"},
      {"//instances/I/token/T/send-text", "the path has an empty part: two slashes in a row"},
      {"/instances/I/token/T/../me", "did you mean me?"},
      {"/./instances/I/token/T/me", "the path has dots for a part, which mean nothing here"},
      {"/instance/I/token/T/me", "did you mean /instances/{id}/token/{token}/?"},
      {"/instances/I/T/me", "did you mean /instances/{id}/token/{token}/?"},
      {"/api/whatsap/send-text", "did you mean /api/whatsapp/?"},
      {"/api/integration/update-webhooks", "did you mean /api/integrations/?"},
      {"/api/integrations/update-webhoo", "did you mean update-webhooks?"},
      {"/api/integrations/update-webhook-received", "did you mean update-webhooks?"},
      {"/api/integrations/send-text", "did you mean /instances/{id}/token/{token}/send-text?"},
      {"/api/whatsapp/update-webhooks", "did you mean /api/integrations/update-webhooks?"},
      {"/update-webhook-received",
       "did you mean /instances/{id}/token/{token}/update-webhook-received?"},
      {"/", ""},
      {"/favicon.ico", ""},
  };
  for (const Row& row : rows) {
    Caller caller;
    EXPECT_EQ(caller.call({"GET", row.target}).near_miss, row.said) << row.target;
  }
}

TEST(NearMiss, DoubtsASendThatNoDocumentationHas) {
  struct Row {
    const char* route;
    const char* said;
  };
  const Row rows[] = {
      {"send-txt", "did you mean send-text?"},
      {"send-message", "did you mean send-text?"},
      {"send-Image", "did you mean send-image?"},
      {"send-stiker", "did you mean send-sticker?"},
      {"send-button-opt", "did you mean send-button-otp?"},
      {"send-text", ""},
      {"send-text-status", ""},
      {"send-document/pdf", ""},
      {"send-ptv", ""},
      {"send-poll-vote", ""},
      {"send-button-list-image", ""},
      {"send-button-pix", ""},
      {"send-something-new", ""},
      {"forward-message", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(send_near_miss(row.route), row.said) << row.route;
}

TEST(NearMiss, SaysHowATokenDiffers) {
  EXPECT_EQ(token_near_miss("abXd", "abcd"), "token differs in character 3");
  EXPECT_EQ(token_near_miss("ABCD", "abcd"), "token differs in character 1");
  EXPECT_EQ(token_near_miss("abc", "abcd"), "token is 1 character short");
  EXPECT_EQ(token_near_miss("abcd--", "abcd"), "token is 2 characters long");
}

}  // namespace
}  // namespace ensaio
