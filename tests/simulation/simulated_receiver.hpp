#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/answer_text.hpp"
#include "tests/simulation/simulated_connection.hpp"

namespace ensaio {

/// The receiver's program on one connection: hears requests, one after the other, and does with
/// each what is drawn for it.
class SimulatedReceiver {
 public:
  /// Both must outlive it.
  SimulatedReceiver(Scene& scene, SimulatedConnection& connection);
  SimulatedReceiver(const SimulatedReceiver&) = delete;
  SimulatedReceiver& operator=(const SimulatedReceiver&) = delete;

  /// Closes where nothing is under way.
  void end_if_idle();

 private:
  enum class Reaction : std::uint8_t {
    Answer,
    Late,
    Early,
    Twice,
    Cut,
    Garbage,
    Silence,
    End,
    Reset,
    StopReading,
  };
  /// What becomes of the connection when something has been said.
  enum class Then : std::uint8_t { BeIdle, BeSilent, End, Reset };

  /// Something that is being said, piece by piece.
  struct Speech {
    std::string bytes{};
    std::vector<std::size_t> ends{};  ///< Of its pieces.
    Serial serial = 0;
    std::size_t said = 0;           ///< Into the truth's answers.
    std::size_t answer_length = 0;  ///< The answer; more may follow. 0: it is no whole one.
    Offset pause{};                 ///< After the answer.
    Then then = Then::BeSilent;
  };

  void heard();
  void read();
  void go_through();
  bool whole() const { return body_at_ > 0 && text_.size() >= body_at_ + length_; }
  void read_head();
  void finish_request();
  Reaction drawn_reaction();
  void react();
  void answer();
  void answer_twice();
  void answer_in_part();
  Speech speech(const AnswerText& answer);
  void say(Offset delay, Speech speech);
  void go_on(const std::shared_ptr<Speech>& speech, std::size_t piece);
  std::function<void()> arrival(const Speech& speech, bool until_end) const;
  void after_saying(const Speech& speech);
  void be_idle();

  Scene& scene_;
  SimulatedConnection& connection_;
  std::string text_{};  ///< Read of the request at hand.
  bool begun_ = false;
  Reaction reaction_ = Reaction::Answer;
  std::size_t body_at_ = 0;  ///< 0: its head is not whole.
  std::size_t length_ = 0;
  Serial serial_ = 0;
  bool reading_ = false;
  bool idle_ = false;
};

}  // namespace ensaio
