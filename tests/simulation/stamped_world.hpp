#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "simulator/delivery/world.hpp"
#include "tests/simulation/scene.hpp"

namespace ensaio {

/// Stands between the player and its world: gives every post a serial number of its own, and holds
/// each answer against the truth.
class StampedWorld : public World {
 public:
  struct Limits {
    std::size_t in_flight = 0;
    std::size_t answer_bytes = 0;
    Offset stall_timeout{};
  };

  /// Both must outlive it.
  StampedWorld(World& world, Scene& scene, const Limits& limits)
      : world_(world), scene_(scene), limits_(limits) {}

  Offset now() const override { return world_.now(); }
  bool has_room() const override { return world_.has_room(); }
  bool interrupted() const override { return world_.interrupted(); }
  void post(Ticket ticket, const Posting& posting) override;
  std::optional<Answer> wait(Offset until) override;
  void abandon(Ticket ticket) override;
  /// Another thread wakes the world: one wait() may end early.
  void woken() { woken_ = true; }

  std::size_t under_way() const { return under_way_.size(); }
  /// So many ended as abandoned because the player wanted no answer.
  std::size_t abandoned() const { return abandoned_; }
  /// What is under way at the end of a run that was stopped must be without an answer.
  void judge_abandoned();

 private:
  struct Post {
    Serial serial = 0;
    Offset timeout{};
    bool to_name = false;
    bool abandoned = false;  ///< The player wants no answer any more.
  };

  void judge(const Answer& answer, const Post& post);
  void judge_abandoned(const Post& post);
  void judge_answered(const Answer& answer, Serial serial);
  void judge_timed_out(const Answer& answer, const Post& post);
  void judge_connecting(const Post& post);
  void judge_wait(const Answer& answer, const Post& post);
  void judge_unreachable(const Unreachable& ending, Serial serial);
  void wrong(Serial serial, const std::string& what);

  World& world_;
  Scene& scene_;
  const Limits limits_;
  std::map<Ticket, Post> under_way_;
  std::string request_;
  bool woken_ = false;
  std::size_t abandoned_ = 0;
};

}  // namespace ensaio
