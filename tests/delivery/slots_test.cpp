#include "simulator/delivery/slots.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "simulator/delivery/playing.hpp"

namespace ensaio {
namespace {

TEST(Slots, KeepThingsWhereTheyAreAndUsePlacesAgain) {
  Slots<std::unique_ptr<int>> slots;
  std::vector<std::unique_ptr<int>*> things;
  for (int i = 0; i < 1'000; ++i) {
    const std::uint32_t place = slots.free_place();
    EXPECT_EQ(place, static_cast<std::uint32_t>(i));
    EXPECT_FALSE(slots.has(place));
    things.push_back(&slots.emplace(place, std::make_unique<int>(i)));
  }
  for (std::uint32_t place = 0; place < slots.size(); ++place) {
    EXPECT_EQ(&slots[place], things[place]);
    EXPECT_EQ(*slots[place], static_cast<int>(place));
  }
  slots.erase(7);
  slots.erase(300);
  EXPECT_FALSE(slots.has(7));
  EXPECT_TRUE(slots.has(8));
  EXPECT_EQ(slots.free_place(), 300U);
  EXPECT_EQ(slots.free_place(), 7U);
  EXPECT_EQ(slots.free_place(), 1'000U);
  EXPECT_EQ(slots.size(), 1'001U);
}

TEST(Slots, TakeSoLittleForAConversationThatAMillionMayWait) {
  EXPECT_LE(sizeof(std::optional<Playing>) + sizeof(Due) + sizeof(std::uint32_t), 224U);
}

}  // namespace
}  // namespace ensaio
