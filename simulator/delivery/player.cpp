#include "simulator/delivery/player.hpp"

#include <algorithm>
#include <cassert>
#include <deque>
#include <optional>
#include <utility>

#include "simulator/delivery/agenda.hpp"
#include "simulator/delivery/playing.hpp"
#include "simulator/delivery/request_text.hpp"
#include "simulator/wire/body.hpp"

namespace ensaio {
namespace {

/// A request under way.
struct Flight {
  std::size_t slot = 0;
  std::uint64_t order = 0;
  bool under_way = false;
  Outcome outcome{};
};

Ending other(std::string reason) { return Unreachable{Unreachable::Why::Other, std::move(reason)}; }

/// Where a send goes: an endpoint that is known, or one of its own, or why there is none.
struct Way {
  const Endpoint* known = nullptr;
  std::optional<Endpoint> own{};
  std::string problem{};

  const Endpoint* endpoint() const { return own ? &*own : known; }
};

Way way_of_callback(const Arrival& arrival, const Line& line) {
  Way way;
  if (arrival.routes) way.known = arrival.routes(line.instance, *line.kind);
  if (way.known == nullptr) {
    way.problem = "no URL for kind " + std::string(kKinds.text(*line.kind)) +
                  ": register it, set webhooks, or give --target";
  }
  return way;
}

Way way_of_call(const std::string& url) {
  Way way;
  auto endpoint = parse_endpoint(url);
  if (endpoint) {
    way.own = *std::move(endpoint);
  } else {
    way.problem = "not a URL to call: " + endpoint.error().message;
  }
  return way;
}

/// Keeps what the call wants to keep of its answer, and notes what is not in it.
void save(const Arrival& arrival, const Line& line, Outcome& outcome) {
  const auto* answered = std::get_if<Answered>(&outcome.ending);
  for (const auto& [index, pointer] : line.save) {
    const std::string& name = arrival.script->saved[index];
    if (answered == nullptr) {
      outcome.not_saved.push_back({name, "there was no answer"});
      continue;
    }
    auto value = value_at(answered->body, pointer);
    if (!value) {
      outcome.not_saved.push_back({name, value.error().message});
      continue;
    }
    auto& saved = arrival.surroundings->saved;
    saved.resize(std::max(saved.size(), arrival.script->saved.size()));
    saved[index] = *std::move(value);
  }
}

}  // namespace

struct Player::State {
  State(World& w, Arrivals& who, Sink to) : world(w), arrivals(who), sink(std::move(to)) {}

  bool over() const { return living == 0 && !arrivals.next(); }
  Offset next_due() const;
  void begin_due();
  void begin(Arrival arrival);
  void send_due();
  Offset send(const Due& due);  ///< Says when.
  void settle(Answer answer);
  void end(Flight& flight);
  void forget(std::size_t slot);
  void abandon();
  std::size_t free_flight();
  std::size_t free_slot();

  World& world;
  Arrivals& arrivals;
  const Sink sink;
  std::deque<std::optional<Playing>> slots;  ///< Used again, so there are as many as play at once.
  std::vector<std::size_t> free_slots;
  std::size_t living = 0;
  Playing::Desk desk;
  std::vector<Flight> flights;  ///< By ticket.
  std::vector<std::size_t> free_flights;
  std::size_t under_way = 0;
  std::uint64_t order = 0;
  std::string request;
};

Player::Player(World& world, Arrivals& arrivals, Sink sink)
    : state_(std::make_unique<State>(world, arrivals, std::move(sink))) {}

Player::Player(World& world, std::vector<Arrival> arrivals, Sink sink)
    : listed_(std::make_unique<ListedArrivals>(std::move(arrivals))),
      state_(std::make_unique<State>(world, *listed_, std::move(sink))) {}

Player::~Player() = default;

void Player::run() {
  State& state = *state_;
  for (;;) {
    if (state.world.interrupted()) return state.abandon();
    state.begin_due();
    state.send_due();
    if (state.over()) return;
    if (auto answer = state.world.wait(state.next_due())) state.settle(*std::move(answer));
  }
}

Offset Player::State::next_due() const {
  Offset next = arrivals.next().value_or(Offset::max());
  const Agenda& agenda = desk.agenda;
  if (!agenda.empty() && world.has_room()) next = std::min(next, agenda.top().due);
  return next;
}

void Player::State::begin_due() {
  while (const auto next = arrivals.next()) {
    const Offset now = world.now();
    if (*next > now) return;
    begin(arrivals.take(now));
  }
}

void Player::State::begin(Arrival arrival) {
  const std::size_t slot = free_slot();
  slots[slot].emplace(std::move(arrival), slot);
  ++living;
  slots[slot]->begin(desk);
  if (slots[slot]->over()) forget(slot);
}

/// First, so that whoever is told that it is over may drop what it was told from.
void Player::State::forget(std::size_t slot) {
  const std::uint64_t number = slots[slot]->arrival().number;
  slots[slot].reset();
  free_slots.push_back(slot);
  --living;
  arrivals.over(number);
}

void Player::State::send_due() {
  Agenda& agenda = desk.agenda;
  if (agenda.empty()) return;
  Offset now = world.now();
  while (!agenda.empty() && agenda.top().due <= now && world.has_room()) now = send(agenda.pop());
}

Offset Player::State::send(const Due& due) {
  Playing& playing = *slots[due.slot];
  const Arrival& arrival = playing.arrival();
  const Line& line = arrival.script->lines[due.send.line];
  const std::size_t ticket = free_flight();
  Flight& flight = flights[ticket];
  flight.slot = due.slot;
  flight.order = order++;
  Outcome& outcome = flight.outcome;
  outcome.send = due.send;
  outcome.due = due.due;
  outcome.request.clear();
  outcome.not_saved.clear();
  outcome.resent = false;
  playing.rendering().append(outcome.request, line.body, due.send);

  Way way = line.kind ? way_of_callback(arrival, line)
                      : way_of_call(outcome.url = playing.rendering().url(due.send));
  if (const Endpoint* to = way.endpoint()) {
    outcome.url = to->url;
    request.clear();
    way.problem =
        append_request(request, {playing.rendering(), line, due.send, *to, outcome.request})
            .value_or("");
  } else if (line.kind) {
    outcome.url.clear();
  }
  outcome.sent = world.now();
  flight.under_way = way.problem.empty();
  if (flight.under_way) {
    ++under_way;
    world.post(ticket, {way.endpoint(), request, line.timeout});
  }
  playing.departed(due.send, outcome.sent, desk);
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
  Playing& playing = *slots[flight.slot];
  const Arrival& arrival = playing.arrival();
  save(arrival, arrival.script->lines[outcome.send.line], outcome);
  sink(arrival.number, outcome);
  playing.settled(outcome.send, outcome.answered, desk);
  free_flights.push_back(static_cast<std::size_t>(&flight - flights.data()));
  if (playing.over()) forget(flight.slot);
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
    sink(slots[flight->slot]->arrival().number, flight->outcome);
  }
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    if (slots[slot]) forget(slot);
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

std::size_t Player::State::free_slot() {
  if (free_slots.empty()) {
    free_slots.push_back(slots.size());
    slots.emplace_back();
  }
  const std::size_t slot = free_slots.back();
  free_slots.pop_back();
  return slot;
}

}  // namespace ensaio
