#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/timeline/cast.hpp"
#include "simulator/timeline/conversation.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// What fills the gaps that are not the cast's. What is not known is told as written:
/// `{{ target }}`, `{{ env.NAME }}`; so a plan is the same whatever it is aimed at.
struct Surroundings {
  WallTime start{};      ///< Wall time of offset zero.
  std::string target{};  ///< Empty: not known; so are the next two.
  std::string target_origin{};
  std::string api{};
  /// By Script::env, and by Script::saved. One that is known may well be empty.
  std::vector<std::optional<std::string>> env{};
  std::vector<std::optional<std::string>> saved{};
};

/// Fills in the gaps of a conversation's lines, without allocating once `out` is large enough.
class Rendering {
 public:
  /// All three must outlive it.
  Rendering(const Script& script, const Cast& cast, const Surroundings& surroundings)
      : script_(script), cast_(cast), surroundings_(surroundings) {}

  /// Appends the text of `fragments` as `send` says it. What fills a gap in JSON is escaped; in a
  /// header or a URL it stands as it is.
  void append(std::string& out, Fragments fragments, const Send& send) const;

  /// The same for text that stands in a header: false where what fills a gap holds a line break or
  /// NUL, which would end it.
  bool append_line(std::string& out, Fragments fragments, const Send& send) const;

  std::string body(const Send& send) const;
  std::string url(const Send& send) const;

  const Script& script() const { return script_; }

 private:
  void append_slot(std::string& out, Slot slot, std::uint32_t index, const Send& send) const;
  void append_cast(std::string& out, Slot slot, std::uint32_t index, const Send& send) const;
  void append_drawn(std::string& out, Slot slot, std::uint32_t index, const Send& send) const;
  void append_surroundings(std::string& out, Slot slot, std::uint32_t index) const;
  std::int64_t time(Slot slot, const Send& send) const;

  const Script& script_;
  const Cast& cast_;
  const Surroundings& surroundings_;
};

}  // namespace ensaio
