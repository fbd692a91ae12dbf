#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>

#include "simulator/delivery/call_source.hpp"

namespace ensaio {

/// Hands calls from the threads of a server to the thread of a player, and the leave to answer them
/// back. put() and Answer may be used from any thread; the rest is the player's.
class CallInbox : public CallSource {
 public:
  /// How long an answer is held back at most, whatever becomes of the player.
  static constexpr std::chrono::seconds kPatience{10};
  /// Calls that no player has fetched yet. What comes beyond is answered, and not told.
  static constexpr std::size_t kMost = 10'000;

  /// The answer to one call. Its end tells the player that the answer has been written.
  class Answer {
   public:
    Answer(CallInbox& inbox, std::uint64_t number) : inbox_(&inbox), number_(number) {}
    Answer(Answer&& other) noexcept : inbox_(other.inbox_), number_(other.number_) {
      other.inbox_ = nullptr;
    }
    Answer& operator=(Answer&&) = delete;
    ~Answer();

    std::uint64_t number() const { return number_; }
    /// Returns when it may be written.
    void await_leave() const;

   private:
    CallInbox* inbox_;
    std::uint64_t number_;
  };

  /// `wake` ends the wait of the player's world; it is called from any thread.
  explicit CallInbox(std::function<void()> wake);

  /// Tells of a call; its number is given here. The inbox must outlive the answer.
  [[nodiscard]] Answer put(IncomingCall call);

  /// Calls that had no room.
  std::uint64_t lost() const;

  void attended(bool by_a_player) override;
  std::optional<CallEvent> next() override;
  void let_answer(std::uint64_t number) override;

 private:
  void answered(std::uint64_t number);

  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable leave_given_;  // All below is guarded by mutex_.
  bool attended_ = false;
  std::uint64_t last_ = 0;
  std::uint64_t lost_ = 0;
  std::size_t waiting_ = 0;  ///< Calls in events_.
  std::deque<CallEvent> events_;
  std::set<std::uint64_t> held_;  ///< Whose answers must not be written yet.
};

}  // namespace ensaio
