#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "simulator/delivery/world.hpp"

namespace ensaio {

/// A time in which callbacks become due and none is sent.
struct Hold {
  Offset from{};
  Offset until{};
};

/// The world as one thread of a load sees it: sends nothing while it is held back, may drop what
/// there is no room for, and looks at the clock for whoever wants to be told the time. One thread.
class LoadWorld : public World {
 public:
  /// Told the time when it has come; says when it wants to be told next.
  using Tick = std::function<Offset(Offset now)>;

  struct Habits {
    std::vector<Hold> holds{};  ///< In order.
    bool drops = false;         ///< What there is no room for; else it waits.
    Tick tick{};                ///< Null: nobody wants to be told.
  };

  /// `inner` must outlive it.
  LoadWorld(World& inner, Habits habits);

  Offset now() const override { return inner_.now(); }
  bool has_room() const override;
  void post(Ticket ticket, const Posting& posting) override;
  std::optional<Answer> wait(Offset until) override;
  std::optional<Ticket> take_written() override { return inner_.take_written(); }
  void give_back(Ending ending) override { inner_.give_back(std::move(ending)); }
  void abandon(Ticket ticket) override { inner_.abandon(ticket); }
  bool interrupted() const override { return inner_.interrupted(); }

  /// The longest time from an answer's coming to the next look for more.
  Offset longest_turn() const { return longest_turn_; }
  /// How long it waited so far with nothing to do.
  Offset idle() const { return idle_; }
  /// Posts under way.
  std::uint64_t in_flight() const { return in_flight_; }

 private:
  bool is_held(Offset now);
  Offset next_change(Offset now);

  World& inner_;
  const Habits habits_;
  std::size_t hold_ = 0;  ///< The first that is not over.
  bool held_ = false;
  Offset next_tick_{};
  Offset turn_began_ = Offset::max();
  Offset longest_turn_{};
  Offset idle_{};
  std::uint64_t in_flight_ = 0;
  std::vector<Answer> dropped_{};
};

}  // namespace ensaio
