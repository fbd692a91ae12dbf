#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "simulator/base/random.hpp"
#include "tests/support/story.hpp"
#include "tests/timeline/playing.hpp"

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace story;

/// Makes stories of any shape, with chooses whose options send alike, so that the number of sends
/// is known without playing them.
class Storyteller {
 public:
  explicit Storyteller(std::uint64_t key) : random_(key) {}

  struct Told {
    Steps steps{};
    std::uint64_t sends = 0;
  };

  Told told(int depth) {
    Told told;
    for (std::uint64_t count = random_.below(4); count > 0; --count) add_step(told, depth);
    return told;
  }

 private:
  void add_step(Told& told, int depth) {
    switch (random_.below(depth > 0 ? 8 : 3)) {
      case 0:
        told.steps.push_back(sent());
        told.sends += 1;
        return;
      case 1:
        told.steps.push_back(
            with(Modifiers{.late = Uniform{0s, 3s}, .copies = 3, .copies_gap = 7ms}, read()));
        told.sends += 3;
        return;
      case 2:
        told.steps.push_back(wait(LogNormal{100ms, 3s}));
        return;
      default:
        add_group(told, this->told(depth - 1), depth);
    }
  }

  void add_group(Told& told, const Told& inside, int depth) {
    const auto times = static_cast<std::uint32_t>(random_.below(4));
    switch (random_.below(5)) {
      case 0:
        told.steps.push_back(group(inside.steps));
        told.sends += inside.sends;
        return;
      case 1:
        told.steps.push_back(repeat(times, inside.steps, Offset(100ms) * times));
        told.sends += times * inside.sends;
        return;
      case 2:
        told.steps.push_back(shuffle(inside.steps));
        told.sends += inside.sends;
        return;
      case 3:
        told.steps.push_back(choose({{1, inside.steps}, {2, inside.steps}}));
        told.sends += inside.sends;
        return;
      default: {
        const Told other = this->told(depth - 1);
        told.steps.push_back(parallel({{"a", inside.steps}, {"b", other.steps}, {"c", {}}}));
        told.sends += inside.sends + other.sends;
      }
    }
  }

  Random random_;
};

class RandomStories : public testing::TestWithParam<Pace> {};

TEST_P(RandomStories, EndAndForgetNobody) {
  std::uint64_t sends = 0;
  for (std::uint64_t key = 0; key < 400; ++key) {
    const auto told = Storyteller(mixed(1, key)).told(4);
    Scenario story = scenario("any", told.steps);
    story.pace = GetParam();
    const Script script = scripted(story);
    for (const Offset answer_takes : {Offset(0), Offset(1500ms)}) {
      const Played all = played(script, answer_takes);
      ASSERT_EQ(all.sends, told.sends) << "story " << key << ": " << all.story;
      ASSERT_TRUE(all.over) << "story " << key;
      ASSERT_EQ(all.story, played(script, answer_takes).story) << "It tells another story.";
    }
    sends += told.sends;
  }
  EXPECT_GT(sends, 2000U) << "The stories should have something in them.";
}

INSTANTIATE_TEST_SUITE_P(OfBothPaces, RandomStories,
                         testing::Values(Pace::Answered, Pace::Schedule));

}  // namespace
}  // namespace ensaio
