#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulator/base/result.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// Puts the marks of slots in the place of a scenario's templates, `{{ chats.ana.phone }}`.
class Marking {
 public:
  /// `scenario` must outlive it.
  explicit Marking(const Scenario& scenario);

  /// Another step: its instance is `{{ instance.id }}`, and its first `{{ uuid }}` is number 0.
  void begin_step(InstanceIndex instance);

  /// `text` with marks for its templates. Error: a template that is unknown, or has no end.
  Result<std::string> text(std::string_view text);

  /// The same for JSON text, whose strings may hold templates. A string that is exactly
  /// `{{ now.ms }}` or `{{ now.seconds }}` becomes a JSON number.
  Result<std::string> json(std::string_view json);

  /// `headers` after the changes, whose values may hold templates. Names are the same whatever
  /// their case.
  Result<std::vector<Header>> headers(std::vector<Header> headers,
                                      const std::vector<HeaderChange>& changes);

  /// The number of `message`'s first id among all message ids; the number of all for one past the
  /// last message.
  std::uint32_t first_id(std::size_t message) const { return first_ids_[message]; }

  /// Whose phone is told with `message`, among Cast::chats: its chat's, or of an awaited one its
  /// own.
  std::uint32_t chat_of(std::size_t message) const { return chats_of_[message]; }

 private:
  /// Where a template stands.
  enum class At : std::uint8_t { Text, WholeString };

  Result<std::string> marked(std::string_view text, bool json);
  std::string mark(std::string_view words, At at);
  std::string fixed_mark(std::string_view words, At at);
  std::string named_mark(std::string_view words) const;

  const Scenario& scenario_;
  std::unordered_map<std::string_view, std::uint32_t> chats_;
  std::unordered_map<std::string_view, std::uint32_t> messages_;
  std::vector<std::uint32_t> first_ids_;
  std::vector<std::uint32_t> chats_of_;
  InstanceIndex instance_ = 0;
  std::uint32_t uuids_ = 0;
};

}  // namespace ensaio
