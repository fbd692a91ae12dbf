#include "simulator/delivery/player.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "simulator/delivery/player_state.hpp"
#include "simulator/delivery/request_text.hpp"
#include "simulator/delivery/way.hpp"
#include "simulator/wire/body.hpp"

namespace ensaio {
namespace {

Ending other(std::string reason) { return Unreachable{Unreachable::Why::Other, std::move(reason)}; }

/// Keeps what the call wants to keep of its answer, and notes what is not in it.
void save(const Staging& staging, const Line& line, Outcome& outcome) {
  const auto* answered = std::get_if<Answered>(&outcome.ending);
  for (const auto& [index, pointer] : line.save) {
    const std::string& name = staging.script->saved[index];
    if (answered == nullptr) {
      outcome.not_saved.push_back({name, "there was no answer"});
      continue;
    }
    auto value = value_at(answered->body, pointer);
    if (!value) {
      outcome.not_saved.push_back({name, value.error().message});
      continue;
    }
    auto& saved = staging.surroundings->saved;
    saved.resize(std::max(saved.size(), staging.script->saved.size()));
    saved[index] = *std::move(value);
  }
}

}  // namespace

Player::Player(World& world, Arrivals& arrivals, Sink sink, Hearing hearing)
    : state_(std::make_unique<State>(world, arrivals, std::move(sink), std::move(hearing))) {}

Player::Player(World& world, std::vector<Arrival> arrivals, Sink sink, Hearing hearing)
    : listed_(std::make_unique<ListedArrivals>(std::move(arrivals))),
      state_(std::make_unique<State>(world, *listed_, std::move(sink), std::move(hearing))) {}

Player::~Player() = default;

void Player::run() {
  State& state = *state_;
  state.board.attended(true);
  for (;;) {
    if (state.world.interrupted()) {
      state.abandon();
      break;
    }
    const Offset now = state.world.now();
    state.begin_due(now);
    state.obey();
    state.send_due(now);
    state.hear();
    if (state.over()) break;
    if (auto answer = state.world.wait(state.next_due())) state.settle(*std::move(answer));
  }
  state.board.attended(false);
}

std::uint64_t Player::unsent() const { return state_->unsent; }

Offset Player::State::next_due() const {
  Offset next = std::min(arrivals.next().value_or(Offset::max()), board.next_due());
  const TimingWheel& agenda = desk.agenda;
  const bool can_go = !agenda.empty() && (world.has_room() || agenda.top().is_await);
  return can_go ? std::min(next, agenda.top().due) : next;
}

void Player::State::begin_due(Offset now) {
  for (auto next = arrivals.next(); next && *next <= now; next = arrivals.next()) {
    begin(arrivals.take(now));
  }
}

void Player::State::begin(Arrival arrival) {
  const std::uint32_t slot = slots.free_place();
  Playing& playing = slots.emplace(slot, std::move(arrival), slot);
  ++living;
  if (playing.script().listens()) board.begin(slot, *playing.arrival().staging);
  playing.begin(desk);
  finish_if_over(slot);
}

/// First, so that whoever is told that it is over may drop what it was told from.
void Player::State::forget(std::uint32_t slot) {
  const std::uint64_t number = slots[slot].arrival().number;
  if (slots[slot].script().listens()) board.over(slot);
  slots[slot].leave(desk);
  slots.erase(slot);
  --living;
  arrivals.over(number);
}

void Player::State::send_due(Offset now) {
  TimingWheel& agenda = desk.agenda;
  while (!agenda.empty() && agenda.top().due <= now) {
    if (agenda.top().is_await) {
      await(agenda.pop());
    } else if (world.has_room()) {
      now = send(agenda.pop());
    } else {
      return;
    }
  }
}

Offset Player::State::send(const Due& due) {
  Playing& playing = slots[due.slot];
  const Arrival& arrival = playing.arrival();
  const Send send = playing.pending(due);
  const Line& line = playing.script().lines[send.line];
  const Rendering rendering = arrival.staging->rendering();
  const std::size_t ticket = free_flight();
  Flight& flight = flights[ticket];
  flight.slot = due.slot;
  flight.order = order++;
  Outcome& outcome = flight.outcome;
  outcome.send = send;
  outcome.due = due.due;
  outcome.request.clear();
  outcome.not_saved.clear();
  outcome.resent = false;
  arrivals.recall(arrival);
  rendering.append(outcome.request, line.body, send);

  Way way =
      line.kind ? way_of_callback(arrival, line) : way_of_call(outcome.url = rendering.url(send));
  if (const Endpoint* to = way.endpoint()) {
    outcome.url = to->url;
    request.clear();
    way.problem =
        append_request(request, {rendering, line, send, *to, outcome.request}).value_or("");
  } else if (line.kind) {
    outcome.url.clear();
  }
  outcome.sent = world.now();
  flight.under_way = way.problem.empty();
  if (flight.under_way) {
    ++under_way;
    const bool overtakes = board.holds(due.slot, send.strand);
    world.post(ticket, {way.endpoint(), request, line.timeout, overtakes});
  }
  playing.departed(send, outcome.sent, desk);
  const Offset now = outcome.sent;
  if (flight.under_way) return now;
  outcome.answered = now;
  outcome.ending = other(std::move(way.problem));
  end(flight);
  return now;
}

void Player::State::settle(Answer answer) {
  Flight& flight = flights[answer.ticket];
  flight.under_way = false;
  --under_way;
  flight.outcome.sent = answer.sent;
  flight.outcome.answered = answer.answered;
  std::swap(flight.outcome.ending, answer.ending);
  world.give_back(std::move(answer.ending));
  flight.outcome.resent = answer.resent;
  end(flight);
}

/// Told first, so that a sink has seen the answer before what follows from it is sent.
void Player::State::end(Flight& flight) {
  Outcome& outcome = flight.outcome;
  assert(outcome.due <= outcome.sent && outcome.sent <= outcome.answered);
  Playing& playing = slots[flight.slot];
  const Arrival& arrival = playing.arrival();
  save(*arrival.staging, playing.script().lines[outcome.send.line], outcome);
  sink(arrival.number, outcome);
  board.let_go(flight.slot, outcome.send.strand);
  playing.settled(outcome.send, outcome.answered, desk);
  free_flights.push_back(static_cast<std::size_t>(&flight - flights.data()));
  finish_if_over(flight.slot);
}

/// What has been answered is still told as such; the rest of what is under way will not be.
void Player::State::abandon() {
  while (auto answer = world.wait(world.now())) settle(*std::move(answer));
  std::vector<Flight*> left;
  for (Flight& flight : flights) {
    if (flight.under_way) left.push_back(&flight);
  }
  std::ranges::sort(left, {}, [](const Flight* flight) { return flight->order; });
  for (Flight* flight : left) {
    flight->outcome.answered = world.now();
    flight->outcome.ending = Abandoned{};
    sink(slots[flight->slot].arrival().number, flight->outcome);
  }
  abandon_awaits();
  unsent = desk.agenda.sends();
  for (std::uint32_t slot = 0; slot < slots.size(); ++slot) {
    if (!slots.has(slot)) continue;
    unsent += slots[slot].later();
    forget(slot);
  }
}

std::size_t Player::State::free_flight() {
  if (free_flights.empty()) {
    free_flights.push_back(flights.size());
    flights.emplace_back();
  }
  const std::size_t ticket = free_flights.back();
  free_flights.pop_back();
  return ticket;
}

}  // namespace ensaio
