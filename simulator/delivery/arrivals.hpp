#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/endpoint.hpp"
#include "simulator/document/values.hpp"
#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/rendering.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// Knows where a callback goes, looked up at each attempt. Null where there is nowhere.
using Routes = std::function<const Endpoint*(InstanceIndex, Kind)>;

/// What is told, by whom, by which clock, and where to: the same for all tellings of a story that
/// differ only in when they begin and in what is drawn for them.
struct Staging {
  const Script* script = nullptr;
  Cast* cast = nullptr;                  ///< What awaits bind is written here,
  Surroundings* surroundings = nullptr;  ///< and here what calls save.
  std::uint64_t seed = 0;
  Clock clock{};
  Routes routes{};

  /// Writes what is sent, as long as this is there.
  Rendering rendering() const { return {*script, *cast, *surroundings}; }
};

/// One telling of one scenario. The player keeps the staging, and what that points to must stay,
/// until it has said that the arrival is over. A million may be under way: this is what each takes.
struct Arrival {
  Offset at{};                  ///< Real time at which it begins.
  std::uint64_t number = 0;     ///< What sinks are told of it. No two under way have the same.
  std::uint64_t iteration = 0;  ///< Of Seed.
  std::shared_ptr<const Staging> staging{};

  Seed seed() const { return {.value = staging->seed, .iteration = iteration}; }
};

/// What is asked of an arrival under way.
struct Instruction {
  enum class Do : std::uint8_t {
    Cancel,   ///< It ends now: what is under way as abandoned, the rest is not sent.
    Advance,  ///< Its manual clock may go on.
  };
  std::uint64_t number = 0;  ///< Of the arrival.
  Do what = Do::Cancel;
  Offset until{};  ///< Of Advance: how far, in the arrival's own time. Never goes back.
};

/// Who begins when. Hands arrivals out one at a time, so that a stream of millions costs no memory.
/// Called by the player's thread alone.
class Arrivals {
 public:
  Arrivals() = default;
  Arrivals(const Arrivals&) = delete;
  Arrivals& operator=(const Arrivals&) = delete;
  virtual ~Arrivals() = default;

  /// Real time at which the next one begins; what has passed means at once. Offset::max(): not
  /// known yet, and asked again when something has happened or the world was woken. Nothing: no
  /// more will come.
  virtual std::optional<Offset> next() = 0;

  /// Hands that one out. Called when its time has come. `now` is real time.
  virtual Arrival take(Offset now) = 0;

  /// Something of `arrival` is about to be written: now its cast and its surroundings must be its
  /// own. Whoever gives each arrival a cast for itself has nothing to do.
  virtual void recall(const Arrival& arrival) { static_cast<void>(arrival); }

  /// What is asked of those under way; asked again when something has happened or the world was
  /// woken. Nothing: that was all. One for an arrival that is not under way is passed over.
  virtual std::optional<Instruction> instruction() { return std::nullopt; }

  /// All that the arrival's manual clock allows has been told; `next`, in its own time, is when it
  /// has something to do again. Told after every change.
  virtual void halted(std::uint64_t number, Offset next) {
    static_cast<void>(number);
    static_cast<void>(next);
  }

  /// The arrival of that number is over, or was abandoned: nothing of it is used any more.
  virtual void over(std::uint64_t number) { static_cast<void>(number); }
};

/// Arrivals that are all known beforehand, in the order of their times. Their numbers are their
/// places in the list.
class ListedArrivals : public Arrivals {
 public:
  explicit ListedArrivals(std::vector<Arrival> all);

  std::optional<Offset> next() override;
  Arrival take(Offset now) override;

 private:
  std::vector<Arrival> all_;
  std::size_t taken_ = 0;
};

}  // namespace ensaio
