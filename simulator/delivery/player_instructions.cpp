#include "simulator/delivery/player_state.hpp"

// How what is under way is cancelled, and how a manual clock goes on.

namespace ensaio {

void Player::State::obey() {
  while (const auto asked = arrivals.instruction()) {
    const auto slot = slot_of(asked->number);
    if (!slot) continue;
    if (asked->what == Instruction::Do::Cancel) {
      cancel(*slot);
    } else {
      slots[*slot].advance(asked->until, world.now(), desk);
      finish_if_over(*slot);
    }
  }
}

/// What is under way comes out of the world as abandoned, or as answered just before.
void Player::State::cancel(std::uint32_t slot) {
  Playing& playing = slots[slot];
  const auto dropped = board.drop(slot, world.now());
  for (const EndedAwait& open : dropped) tell(slot, open.ending);
  playing.cancel(dropped.size(), desk);
  for (std::size_t ticket = 0; ticket < flights.size(); ++ticket) {
    const Flight& flight = flights[ticket];
    if (flight.under_way && flight.slot == slot) world.abandon(ticket);
  }
  finish_if_over(slot);
}

std::optional<std::uint32_t> Player::State::slot_of(std::uint64_t number) const {
  for (std::uint32_t slot = 0; slot < slots.size(); ++slot) {
    if (slots.has(slot) && slots[slot].arrival().number == number) return slot;
  }
  return std::nullopt;
}

}  // namespace ensaio
