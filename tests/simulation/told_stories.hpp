#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulator/delivery/player.hpp"
#include "simulator/delivery/socket_options.hpp"
#include "simulator/report/recorder.hpp"
#include "tests/simulation/repertoire.hpp"
#include "tests/simulation/scene.hpp"

namespace ensaio {

/// The arrivals of one simulation, and what the player tells of each.
class ToldStories {
 public:
  /// Draws them.
  explicit ToldStories(Scene& scene);
  ToldStories(const ToldStories&) = delete;
  ToldStories& operator=(const ToldStories&) = delete;

  std::vector<Arrival> arrivals();
  std::size_t size() const { return tellings_.size(); }
  /// From now on one of them is to say nothing more.
  void cancel(std::size_t arrival);
  void hear(std::size_t arrival, const Outcome& outcome);

  /// Holds what was told against the plan: each planned send ended once, or was not sent because
  /// the run was stopped.
  void judge(Stop stop);

  std::uint64_t count(EndingName ending) const;

 private:
  struct Telling {
    Telling(const RehearsedStory& s, const Version& v);

    const RehearsedStory& story;
    const Version& version;
    Offset at{};
    Clock clock{};
    Endpoint endpoint{};
    Cast cast;
    Surroundings surroundings{};
    Recorder recorder;
    std::vector<SendKey> sends{};
    std::optional<Offset> cancelled{};     ///< When.
    std::vector<std::uint64_t> endings{};  ///< By EndingName.
  };

  void judge(Telling& telling, Stop stop);
  void wrong(const Telling& telling, const std::string& what);

  Scene& scene_;
  std::vector<std::unique_ptr<Telling>> tellings_;
};

}  // namespace ensaio
