#pragma once

#include <compare>
#include <utility>

namespace ensaio {

/// A `T` that means exactly one thing; `Tag` names the thing, so ids cannot be swapped by accident.
template <class T, class Tag>
class Tagged {
 public:
  Tagged() = default;
  explicit Tagged(T value) : value_(std::move(value)) {}
  const T& get() const { return value_; }
  auto operator<=>(const Tagged&) const = default;

 private:
  T value_{};
};

}  // namespace ensaio
