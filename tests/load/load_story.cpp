#include "tests/load/load_story.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace ensaio::story {

LoadPiece piece(const Scenario& scenario, const std::string& url) {
  auto made = script(scenario);
  EXPECT_TRUE(made) << "the scenario has no script";
  LoadPiece piece;
  piece.scenario = std::make_shared<const Scenario>(scenario);
  piece.script = std::make_shared<const Script>(made ? *std::move(made) : Script{});
  piece.routes = [to = std::make_shared<const Endpoint>(*parse_endpoint(url))](
                     InstanceIndex, Kind) { return to.get(); };
  return piece;
}

LoadMoments listed(std::vector<LoadMoment> moments) {
  return [moments = std::move(moments), next = std::size_t{0}]() mutable {
    return next < moments.size() ? std::optional(moments[next++]) : std::nullopt;
  };
}

LoadMoments every(Offset gap, std::uint64_t count, std::uint64_t index, std::uint64_t of) {
  return [=, next = index]() mutable {
    if (next >= count) return std::optional<LoadMoment>();
    const std::uint64_t number = std::exchange(next, next + of);
    return std::optional(LoadMoment{gap * static_cast<Offset::rep>(number), 0, number});
  };
}

}  // namespace ensaio::story
