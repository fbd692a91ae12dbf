#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "simulator/base/result.hpp"

namespace ensaio {

/// Receivers of our own that answer 200 and do nothing else, in two processes beside this one, so
/// that what they take is not ours. They end with this object, and with this process.
class SelfReceiver {
 public:
  struct Urls {
    std::string plain{};    ///< Keeps its connections.
    std::string closing{};  ///< Ends each after its first answer.
    std::string tls{};      ///< With a certificate made for it; keeps them.
  };

  /// Call it before there are threads. Error: no process, or no port could be had.
  static Result<std::unique_ptr<SelfReceiver>> start();
  ~SelfReceiver();
  SelfReceiver(const SelfReceiver&) = delete;
  SelfReceiver& operator=(const SelfReceiver&) = delete;

  const Urls& urls() const { return urls_; }

 private:
  SelfReceiver() = default;
  Urls urls_{};
  pid_t plain_ = -1;
  pid_t tls_ = -1;
};

}  // namespace ensaio
