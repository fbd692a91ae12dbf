#include "simulator/delivery/player_state.hpp"

// How a player waits for the application's calls.

namespace ensaio {

void Player::State::await(const Due& due) {
  board.await(due.slot, slots[due.slot].pending(due), world.now());
}

/// First what came, then what has waited too long: a call that is there has come in time.
void Player::State::hear() {
  if (board.is_idle()) return;
  while (const auto ticket = world.take_written()) {
    const Flight& flight = flights[*ticket];
    board.let_go(flight.slot, flight.outcome.send.strand);
  }
  const Offset now = world.now();
  board.hear(now);
  while (const auto ended = board.next(now)) end_await(*ended, now);
  while (const auto slot = board.decided(now)) finish_tallies(*slot);
}

/// What follows from a call that never came is not told.
void Player::State::end_await(const EndedAwait& ended, Offset now) {
  Playing& playing = slots[ended.slot];
  tell(ended.slot, ended.ending);
  const bool is_missed =
      ended.ending.how == AwaitEnding::How::Missed || !ended.ending.trouble.empty();
  if (!is_missed) {
    playing.called(ended.send, now, desk);
  } else {
    const auto dropped = board.drop(ended.slot, now);
    for (const EndedAwait& other : dropped) tell(ended.slot, other.ending);
    playing.give_up(dropped.size() + 1, desk);
  }
  finish_if_over(ended.slot);
}

void Player::State::tell(std::uint32_t slot, const CallNews& news) {
  if (call_sink) call_sink(slots[slot].arrival().number, news);
}

void Player::State::finish_if_over(std::uint32_t slot) {
  const Playing& playing = slots[slot];
  if (!playing.over()) {
    if (playing.is_halted()) arrivals.halted(playing.arrival().number, playing.next());
    return;
  }
  if (playing.script().tallies.empty()) return forget(slot);
  if (playing.is_cancelled()) {
    abandon_tallies(slot);
    return forget(slot);
  }
  const bool failed = playing.has_given_up();
  board.close(slot, world.now(),
              failed ? Switchboard::Counting::AtOnce : Switchboard::Counting::AsLongAsItTakes);
}

void Player::State::finish_tallies(std::uint32_t slot) {
  for (const TallyEnding& ending : board.tallies(slot)) tell(slot, ending);
  forget(slot);
}

void Player::State::abandon_awaits() {
  for (const EndedAwait& open : board.drop_all(world.now())) tell(open.slot, open.ending);
  for (std::uint32_t slot = 0; slot < slots.size(); ++slot) {
    if (slots.has(slot)) abandon_tallies(slot);
  }
}

void Player::State::abandon_tallies(std::uint32_t slot) {
  const auto tallies = static_cast<std::uint32_t>(slots[slot].script().tallies.size());
  for (std::uint32_t i = 0; i < tallies; ++i) {
    tell(slot, TallyEnding{.tally = i, .how = TallyEnding::How::Abandoned});
  }
}

}  // namespace ensaio
