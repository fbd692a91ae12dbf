#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ensaio {

/// SHA-256 of all that was added.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);

  /// 64 lower-case hex digits. Call once, last.
  std::string hex();

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace ensaio
