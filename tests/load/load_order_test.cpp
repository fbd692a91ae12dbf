#include "bench/load/load_order.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/load/load_story.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

TEST(LoadCourse, ReadsWhomItTrustsBeforeItBeginsWhereAnyOfItGoesOverTls) {
  struct Row {
    std::vector<std::string> urls;
    bool tls;
  };
  const Row rows[] = {
      {{"http://receiver.test/hook"}, false},
      {{"https://receiver.test/hook"}, true},
      {{"http://receiver.test/hook", "https://receiver.test/hook"}, true},
  };
  for (const Row& row : rows) {
    LoadProfile profile{.name = "l"};
    profile.phases = {{.name = "p", .lasts = 1s, .rate = *parse_ramp("10/s")}};
    std::vector<LoadPiece> pieces;
    for (const std::string& url : row.urls) {
      profile.mix.push_back({.scenario = scenario("s", {sent()})});
      pieces.push_back(piece(profile.mix.back().scenario, url));
    }
    const LoadCourse course = course_of(profile, std::move(pieces), {.seed = 7});
    EXPECT_EQ(course.sockets.tls_at_once, row.tls) << row.urls.back();
  }
}

TEST(LoadCourse, KnowsNoWaitsInAClosedLoop) {
  LoadProfile profile{.name = "l", .mix = {{.scenario = scenario("s", {sent(), wait(2s)})}}};
  profile.phases = {{.name = "p", .lasts = 1s, .rate = *parse_ramp("10/s")}};
  const auto story = [&](std::optional<std::size_t> at_once) {
    LoadOrder order{.at_once = at_once, .story = 2s};
    return course_of(profile, {piece(profile.mix[0].scenario)}, order).story;
  };
  EXPECT_EQ(story({}), 2s);
  EXPECT_EQ(story(8), 0s);
}

}  // namespace
}  // namespace ensaio
