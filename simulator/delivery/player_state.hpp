#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/delivery/agenda.hpp"
#include "simulator/delivery/player.hpp"
#include "simulator/delivery/playing.hpp"
#include "simulator/delivery/slots.hpp"
#include "simulator/delivery/switchboard.hpp"

namespace ensaio {

/// A request under way.
struct Flight {
  std::uint32_t slot = 0;
  std::uint64_t order = 0;
  bool under_way = false;
  Outcome outcome{};
};

/// What one player knows. Private to it.
struct Player::State {
  State(World& w, Arrivals& who, Sink to, Hearing calls)
      : world(w),
        arrivals(who),
        sink(std::move(to)),
        call_sink(std::move(calls.sink)),
        board(calls.source) {}

  bool over() const { return living == 0 && !arrivals.next(); }
  Offset next_due() const;
  void begin_due(Offset now);
  void begin(Arrival arrival);
  void send_due(Offset now);
  Offset send(const Due& due);  ///< Says when.
  void settle(Answer answer);
  void end(Flight& flight);
  // What has to do with the application's calls: player_calls.cpp.
  void await(const Due& due);
  void hear();
  void end_await(const EndedAwait& ended, Offset now);
  void tell(std::uint32_t slot, const CallNews& news);
  void finish_if_over(std::uint32_t slot);
  void finish_tallies(std::uint32_t slot);
  void abandon_awaits();
  void abandon_tallies(std::uint32_t slot);
  // What is asked of arrivals under way: player_instructions.cpp.
  void obey();
  void cancel(std::uint32_t slot);
  std::optional<std::uint32_t> slot_of(std::uint64_t number) const;

  void forget(std::uint32_t slot);
  void abandon();
  std::size_t free_flight();

  World& world;
  Arrivals& arrivals;
  const Sink sink;
  const CallSink call_sink;
  Switchboard board;
  Slots<Playing> slots;
  std::size_t living = 0;
  Playing::Desk desk;
  std::vector<Flight> flights;  ///< By ticket.
  std::vector<std::size_t> free_flights;
  std::size_t under_way = 0;
  std::uint64_t order = 0;
  std::uint64_t unsent = 0;  ///< At the end of an interrupted run.
  std::string request;
};

}  // namespace ensaio
