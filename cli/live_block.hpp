#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace ensaio {

/// Some lines at the end of what a terminal shows, which are written over again and again. Whoever
/// writes something else there calls clear() before. One thread.
class LiveBlock {
 public:
  /// `out` must outlive it. `width`: of the terminal now, in columns.
  LiveBlock(std::ostream& out, std::function<std::size_t()> width);
  /// Leaves nothing of it.
  ~LiveBlock();
  LiveBlock(const LiveBlock&) = delete;
  LiveBlock& operator=(const LiveBlock&) = delete;

  std::size_t width() const { return width_(); }

  /// In the place of what was drawn before. No line may be as wide as the terminal.
  void draw(const std::vector<std::string>& lines);
  void clear();

 private:
  std::string erasing() const;

  std::ostream& out_;
  const std::function<std::size_t()> width_;
  std::vector<std::size_t> drawn_{};  ///< How wide each line is that stands there.
};

}  // namespace ensaio
