#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/delivery/arrivals.hpp"
#include "simulator/delivery/call_source.hpp"
#include "simulator/timeline/calls.hpp"

namespace ensaio {

/// An await that goes on no longer.
struct EndedAwait {
  std::uint32_t slot = 0;
  Send send{};
  AwaitEnding ending{};
};

/// Connects the application's calls to the tellings that listen. A call is offered to those of its
/// instance that are under way when it comes, and is forgotten with them; one that comes before any
/// is kept. Of those offered each await takes the oldest that fits and that nobody has taken. All
/// times are real.
class Switchboard {
 public:
  /// Calls that are kept, and bytes of their bodies; of more the oldest are forgotten.
  static constexpr std::size_t kMost = 20'000;
  static constexpr std::size_t kMostBytes = std::size_t{256} << 20U;

  /// `source` may be null: then no call ever comes.
  explicit Switchboard(CallSource* source) : source_(source) {}

  void attended(bool by_a_player);
  /// Whether there is nobody who calls and nobody who listens.
  bool is_idle() const { return source_ == nullptr && listeners_.empty(); }

  /// A telling whose script listens begins. The staging must stay until it is over().
  void begin(std::uint32_t slot, const Staging& staging);
  void over(std::uint32_t slot);

  /// The story has come to an await. It ends out of next(), unless it is dropped.
  void await(std::uint32_t slot, const Send& send, Offset now);
  /// Ends the awaits of one telling, or of all.
  std::vector<EndedAwait> drop(std::uint32_t slot, Offset now);
  std::vector<EndedAwait> drop_all(Offset now);

  /// Takes in what has come. Then an await that has ended by `now`, as long as there are any.
  void hear(Offset now);
  std::optional<EndedAwait> next(Offset now);

  /// Our answer to the call that `strand` awaited is held back: the next send overtakes it.
  bool holds(std::uint32_t slot, Strand strand) const;
  void let_go(std::uint32_t slot, Strand strand);

  /// The story is told: from now on its tallies decide when it is over. `at_once`: they are counted
  /// as they are.
  enum class Counting : std::uint8_t { AsLongAsItTakes, AtOnce };
  void close(std::uint32_t slot, Offset now, Counting counting);
  /// A closed telling all of whose tallies are decided by `now`.
  std::optional<std::uint32_t> decided(Offset now);
  std::vector<TallyEnding> tallies(std::uint32_t slot) const;

  /// When something ends by itself; Offset::max() where nothing does.
  Offset next_due() const;

 private:
  struct Heard {
    IncomingCall call{};
    std::vector<std::uint32_t> offered_to{};  ///< Empty: nobody was there.
    bool taken = false;
    bool let = false;  ///< The leave to answer was given.
    bool answered = false;
  };
  struct Open {
    std::uint32_t slot = 0;
    Send send{};
    AwaitEnding ending{};
    Offset deadline{};
    std::uint64_t looked = 0;  ///< Calls of lower numbers do not fit.
    bool taken = false;
  };
  struct Listener {
    const Staging* staging = nullptr;
    Offset last_call{};
    std::optional<Offset> closed{};
    Offset due = Offset::max();  ///< Closed: when the last of its tallies is decided,
    std::uint64_t known = 0;     ///< for all it knew when so many calls had come.
  };
  struct Held {
    std::uint32_t slot = 0;
    Strand strand = 0;
    std::uint64_t number = 0;
  };

  const Await& await_of(const Open& open) const;
  void take_in(IncomingCall call, Offset now);
  void forget_the_oldest();
  void forget(std::map<std::uint64_t, Heard>::iterator heard);
  bool is_offered(const Heard& heard, std::uint32_t slot) const;
  bool is_free(const Heard& heard, std::uint32_t slot) const {
    return !heard.taken && is_offered(heard, slot);
  }
  void connect();
  bool find_call(Open& open);
  void take(Open& open, Heard& heard);
  void let_answer(Heard& heard);
  bool has_ended(Open& open, Offset now) const;
  Offset due(const Open& open) const;
  Offset quiet_until(const Open& open) const;
  void name_others(Open& open) const;
  bool decide(std::uint32_t slot, Listener& listener, Offset now) const;
  std::uint64_t count(std::uint32_t slot, const CallTally& tally) const;

  CallSource* source_;
  std::map<std::uint64_t, Heard> heard_;         ///< By number.
  std::map<std::uint32_t, Listener> listeners_;  ///< By slot.
  std::vector<Open> open_;                       ///< In the order in which they began.
  std::vector<Held> held_;
  std::uint64_t came_ = 0;  ///< Calls, ever.
  std::uint64_t forgotten_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace ensaio
