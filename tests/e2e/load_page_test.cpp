#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "tests/cli/receiver.hpp"
#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/e2e/chromium.hpp"

// The page of a load, in a browser that nobody here wrote. Its own script says of each chart what
// it drew and what of it can be seen (bench/load/page/report.js).

namespace ensaio {
namespace {

/// What a chart says of itself.
struct ChartSeen {
  int points = 0;
  int sets = 0;
  std::string unseen{};
};

std::map<std::string, ChartSeen> charts_of(const BrowsedPage& page) {
  const std::regex canvas(
      R"re(<canvas id="(\w+)"[^>]* data-points="(\d+)" data-sets="(\d+)" data-unseen="([^"]*)")re");
  std::map<std::string, ChartSeen> charts;
  for (std::sregex_iterator at(page.dom.begin(), page.dom.end(), canvas), end; at != end; ++at) {
    charts[(*at)[1]] = {std::stoi((*at)[2]), std::stoi((*at)[3]), (*at)[4]};
  }
  return charts;
}

/// The page of a load of a hostile name whose receiver answers as told.
std::string page_of_load(const Scratch& scratch, const Receiver::Answer& answer,
                         const std::vector<std::string>& pace) {
  const Receiver receiver(answer);
  const std::string story = scratch.file(
      "story.yaml",
      "scenario: \"</script><script>throw 'hostile'</script><img src='http://127.0.0.1:1/x'>\"\n"
      "chats: { ana: \"5544999999999\" }\nmessages: { m1: ana }\n"
      "steps: [{ sent: m1 }, { wait: 100ms }, { read: m1 }]\n");
  const std::string profile = scratch.file(
      "profile.yaml",
      "load: \"--><script>throw 'hostile'</script>\"\nmix: [{ scenario: ./story.yaml }]\n"
      "phases:\n  - { name: \"<b>calm\", for: 1s, rate: 10/s..40/s }\n"
      "  - { name: rush, for: 1500ms, rate: 60/s }\n");
  std::vector<std::string> words{"load", pace.empty() ? profile : story};
  words.insert(words.end(), pace.begin(), pace.end());
  const std::string page = scratch.path("load.html");
  words.insert(words.end(), {"--target", receiver.url(), "--quiet", "--report", "html=" + page});
  const Spoken said = ensaio_says(words);
  EXPECT_TRUE(said.exit == 0 || said.exit == 1 || said.exit == 4) << said.err;
  return page;
}

std::string some_fail(std::size_t number) { return http_answer(number % 4 == 0 ? 503 : 200); }

void expect_to_be_whole(const BrowsedPage& page) {
  EXPECT_FALSE(page.used_console()) << page.said;
  EXPECT_NE(page.dom.find("data-errors=\"0\""), std::string::npos);
  EXPECT_TRUE(page.asked_for.empty()) << page.asked_for.front();
  EXPECT_EQ(page.dom.find("<script>throw"), std::string::npos);
  EXPECT_EQ(page.dom.find("<img"), std::string::npos);
}

TEST(LoadPage, DrawsEveryChartInABrowser) {
  ENSAIO_NEEDS_CHROMIUM();
  const Scratch scratch;
  const std::string file = page_of_load(scratch, some_fail, {});
  const std::vector<std::string> colours[] = {
      {}, {"--force-dark-mode", "--blink-settings=preferredColorScheme=0"}};
  for (const auto& options : colours) {
    const BrowsedPage page = browsed(file, options);
    expect_to_be_whole(page);
    const auto charts = charts_of(page);
    const std::map<std::string, int> sets{{"rate", 2}, {"callbacks", 2}, {"response", 3},
                                          {"lag", 3},  {"failures", 2},  {"curve", 3}};
    ASSERT_EQ(charts.size(), sets.size());
    for (const auto& [id, count] : sets) {
      ASSERT_TRUE(charts.contains(id)) << id;
      EXPECT_EQ(charts.at(id).sets, count) << id;
      EXPECT_GE(charts.at(id).points, 2 * count) << id;
      // In a second with few callbacks quantiles may be one, and the line of one lies on another.
      if (id == "response" || id == "lag") continue;
      EXPECT_EQ(charts.at(id).unseen, "") << id;
    }
  }
}

TEST(LoadPage, HasNoChartOfFailuresWhereThereWereNone) {
  ENSAIO_NEEDS_CHROMIUM();
  const Scratch scratch;
  const std::string file =
      page_of_load(scratch, always(200), {"--max", "--connections", "2", "--for", "300ms"});
  const BrowsedPage page = browsed(file);
  expect_to_be_whole(page);
  const auto charts = charts_of(page);
  EXPECT_EQ(charts.size(), 5U);
  EXPECT_FALSE(charts.contains("failures"));
  ASSERT_TRUE(charts.contains("rate"));
  EXPECT_EQ(charts.at("rate").sets, 1) << "No rate was asked for.";
  EXPECT_EQ(charts.at("curve").unseen, "");
}

// What the tests above would see if a page were not as it should be.

TEST(LoadPage, WouldBeCaughtFetchingSomething) {
  ENSAIO_NEEDS_CHROMIUM();
  const Scratch scratch;
  const BrowsedPage page =
      browsed(scratch.file("page.html", "<img src='http://127.0.0.1:1/picture.png'>"));
  EXPECT_EQ(page.asked_for, std::vector<std::string>{"http://127.0.0.1:1/picture.png"});
}

TEST(LoadPage, WouldBeCaughtWithAnErrorInItsScript) {
  ENSAIO_NEEDS_CHROMIUM();
  const Scratch scratch;
  const std::string page = scratch.file("page.html", "<script>throw new Error('x')</script>");
  EXPECT_TRUE(browsed(page).used_console());
}

}  // namespace
}  // namespace ensaio
