#include "tests/e2e/debian_webhook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "tests/cli/spoken.hpp"
#include "tests/e2e/sending_application.hpp"

namespace ensaio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(AtDebianWebhook, AShippedScenarioIsReadAsItWasMeant) {
  ENSAIO_NEEDS_DEBIAN_WEBHOOK();
  const DebianWebhook webhook;
  const Spoken said = ensaio_says({"run", "pack:basics/typing-then-paused", "--target",
                                   webhook.presence_url(), "--seed", "7", "--clock", "virtual"});
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(webhook.noted(), ElementsAre("AVAILABLE 5544999999999", "COMPOSING 5544999999999",
                                           "PAUSED 5544999999999", "UNAVAILABLE 5544999999999"));
}

TEST(AtDebianWebhook, EveryShippedScenarioPassesAndIsReadAsJson) {
  ENSAIO_NEEDS_DEBIAN_WEBHOOK();
  const DebianWebhook webhook;
  const Scratch scratch;
  const std::string file = scratch.path("report.json");
  const Spoken said = ensaio_says({"run", std::string(ENSAIO_SOURCE_DIR) + "/scenarios", "--target",
                                   webhook.any_url(), "--seed", "7", "--report", "json=" + file});
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  const auto report = nlohmann::json::parse(text_of(file));
  EXPECT_EQ(webhook.noted().size(), report["account"]["answered"].get<std::size_t>());
  for (const std::string& noted : webhook.noted()) {
    EXPECT_TRUE(nlohmann::json::parse(noted, nullptr, false).is_object()) << noted;
  }
}

TEST(AtDebianWebhook, ACallbackOfAnotherTypeIsRefusedAndToldSo) {
  ENSAIO_NEEDS_DEBIAN_WEBHOOK();
  const DebianWebhook webhook;
  const Spoken said = ensaio_says({"run", "-", "--target", webhook.status_url(), "--seed", "7"},
                                  "scenario: x\nchats: [ana]\nsteps:\n  - composing: ana\n");
  EXPECT_EQ(said.exit, 1);
  EXPECT_THAT(said.out, HasSubstr("the receiver answered 400"));
  EXPECT_THAT(said.out, HasSubstr("Hook rules were not satisfied"));
  EXPECT_THAT(webhook.noted(), ElementsAre());
}

TEST(AtDebianWebhook, CallbacksThatFollowSendsComeInTheOrderOfTheirLives) {
  ENSAIO_NEEDS_DEBIAN_WEBHOOK();
  const DebianWebhook webhook;
  const Spoken said = sends_beside_serve(webhook.status_url(), {"5544990000003"});
  EXPECT_EQ(said.exit, 0) << said.out << said.err;
  EXPECT_THAT(webhook.noted(),
              ElementsAre(StartsWith("SENT 5544990000003 "), StartsWith("READ 5544990000003 "),
                          StartsWith("RECEIVED 5544990000003 ")));
}

}  // namespace
}  // namespace ensaio
