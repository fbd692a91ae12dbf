#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace ensaio {

/// Why something the user asked for cannot be done. Never used for bugs: those assert.
/// For mistakes in files, with a place and a code, see scenario/problem.hpp.
struct Error {
  std::string message{};  ///< What is wrong, lower case, no full stop: "unknown event 'mesage'".
  std::string hint{};     ///< What would be right: "did you mean 'message'?". May be empty.
};

/// A value, or the reason there is none. The part of std::expected (C++23) that we use.
template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(E error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// Requires has_value().
  const T& operator*() const& { return std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  const T* operator->() const { return &std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }

  /// Requires !has_value().
  const E& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, E> state_;
};

}  // namespace ensaio
