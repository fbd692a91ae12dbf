#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "simulator/base/offset.hpp"

namespace ensaio {

/// Says now and then how far a long run has come: a line after ten seconds, then ever more rarely,
/// at least one a minute. Whole lines, on a terminal too: several scenarios may be under way, and
/// their results must not be written over. It speaks when an attempt ends, so a long wait is
/// silent.
class Progress {
 public:
  /// `out` must outlive it.
  explicit Progress(std::ostream& out) : out_(out) {}

  /// An attempt of `scenario`, which plans `planned` sends, ended at `now` since the run began.
  void add(const std::string& scenario, std::uint64_t planned, Offset now);

 private:
  std::ostream& out_;
  std::uint64_t attempts_ = 0;
  Offset next_ = std::chrono::seconds(10);
  Offset gap_ = std::chrono::seconds(10);
};

}  // namespace ensaio
