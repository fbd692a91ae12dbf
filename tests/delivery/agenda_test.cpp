#include "simulator/delivery/agenda.hpp"

#include <gtest/gtest.h>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

Due due(Offset at, std::uint32_t slot = 0) { return {.due = at, .at = at, .slot = slot}; }

Due await(Offset at, std::uint32_t slot = 0) {
  Due made = due(at, slot);
  made.is_await = true;
  return made;
}

TEST(Agenda, CountsSendsWithoutAwaits) {
  Agenda agenda;
  EXPECT_EQ(agenda.sends(), 0U);
  agenda.push(await(1ms));
  EXPECT_EQ(agenda.sends(), 0U);
  agenda.push(due(2ms));
  agenda.push(due(3ms));
  EXPECT_EQ(agenda.size(), 3U);
  EXPECT_EQ(agenda.sends(), 2U);
  EXPECT_TRUE(agenda.pop().is_await);
  EXPECT_FALSE(agenda.pop().is_await);
  EXPECT_EQ(agenda.sends(), 1U);
}

TEST(Agenda, DropsWhatIsOfOneArrivalAndKeepsTheOrderOfTheRest) {
  Agenda agenda;
  for (int i = 0; i < 20; ++i)
    agenda.push(due(1ms * (i * 7 % 20), static_cast<std::uint32_t>(i % 2)));
  EXPECT_EQ(agenda.drop(1), 10U);
  EXPECT_EQ(agenda.drop(1), 0U);
  Offset last{};
  while (!agenda.empty()) {
    EXPECT_LE(last, agenda.top().due);
    last = agenda.top().due;
    EXPECT_EQ(agenda.pop().slot, 0U);
  }
}

TEST(Agenda, IsEmptyWhenItIsCleared) {
  Agenda agenda;
  agenda.push(due(2ms));
  agenda.clear();
  EXPECT_TRUE(agenda.empty());
  EXPECT_EQ(agenda.sends(), 0U);
  agenda.push(due(1ms));
  EXPECT_EQ(agenda.pop().due, 1ms);
}

}  // namespace
}  // namespace ensaio
