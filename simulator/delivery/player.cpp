#include "simulator/delivery/player.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
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
  std::size_t arrival = 0;
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
  State(World& w, std::vector<Arrival> all, Sink to)
      : world(w), arrivals(std::move(all)), sink(std::move(to)), by_time(arrivals.size()) {
    playings.resize(arrivals.size());
    std::iota(by_time.begin(), by_time.end(), std::size_t{0});
    std::ranges::stable_sort(by_time, {}, [&](std::size_t i) { return arrivals[i].at; });
  }

  bool over() const { return begun == arrivals.size() && agenda.empty() && under_way == 0; }
  Offset next_due() const;
  void begin_due();
  void send_due();
  void send(const Due& due);
  void settle(Answer answer);
  void end(Flight& flight);
  void abandon();
  std::size_t free_flight();

  World& world;
  const std::vector<Arrival> arrivals;
  const Sink sink;
  std::vector<std::size_t> by_time;  ///< Indexes of arrivals.
  std::size_t begun = 0;             ///< How many of them.
  std::vector<std::unique_ptr<Playing>> playings;
  Agenda agenda;
  std::vector<Flight> flights;  ///< By ticket.
  std::vector<std::size_t> free_flights;
  std::size_t under_way = 0;
  std::uint64_t order = 0;
  std::string request;
};

Player::Player(World& world, std::vector<Arrival> arrivals, Sink sink)
    : state_(std::make_unique<State>(world, std::move(arrivals), std::move(sink))) {}

Player::~Player() = default;

void Player::run() {
  State& state = *state_;
  while (!state.over()) {
    if (state.world.interrupted()) return state.abandon();
    state.begin_due();
    state.send_due();
    if (state.over()) return;
    const Offset until = state.next_due();
    assert(until != Offset::max() || state.under_way > 0);
    if (auto answer = state.world.wait(until)) state.settle(*std::move(answer));
  }
}

Offset Player::State::next_due() const {
  Offset next = Offset::max();
  if (begun < by_time.size()) next = arrivals[by_time[begun]].at;
  if (!agenda.empty() && world.has_room()) next = std::min(next, agenda.top().due);
  return next;
}

void Player::State::begin_due() {
  while (begun < by_time.size() && arrivals[by_time[begun]].at <= world.now()) {
    const std::size_t number = by_time[begun++];
    playings[number] = std::make_unique<Playing>(arrivals[number], number);
    playings[number]->begin(agenda);
    if (playings[number]->over()) playings[number].reset();
  }
}

void Player::State::send_due() {
  while (!agenda.empty() && agenda.top().due <= world.now() && world.has_room()) {
    send(agenda.pop());
  }
}

void Player::State::send(const Due& due) {
  const Arrival& arrival = arrivals[due.arrival];
  const Playing& playing = *playings[due.arrival];
  const Line& line = arrival.script->lines[due.send.line];
  const std::size_t ticket = free_flight();
  Flight& flight = flights[ticket];
  flight.arrival = due.arrival;
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
  playings[due.arrival]->departed(due.send, outcome.sent, agenda);
  if (flight.under_way) return;
  outcome.answered = outcome.sent;
  outcome.ending = other(std::move(way.problem));
  end(flight);
}

void Player::State::settle(Answer answer) {
  Flight& flight = flights[answer.ticket];
  flight.under_way = false;
  --under_way;
  flight.outcome.sent = answer.sent;
  flight.outcome.answered = answer.answered;
  flight.outcome.ending = std::move(answer.ending);
  flight.outcome.resent = answer.resent;
  end(flight);
}

/// Told first, so that a sink has seen the answer before what follows from it is sent.
void Player::State::end(Flight& flight) {
  Outcome& outcome = flight.outcome;
  assert(outcome.due <= outcome.sent && outcome.sent <= outcome.answered);
  const Arrival& arrival = arrivals[flight.arrival];
  save(arrival, arrival.script->lines[outcome.send.line], outcome);
  sink(flight.arrival, outcome);
  auto& playing = playings[flight.arrival];
  playing->settled(outcome.send, outcome.answered, agenda);
  if (playing->over()) playing.reset();
  free_flights.push_back(static_cast<std::size_t>(&flight - flights.data()));
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
    sink(flight->arrival, flight->outcome);
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
