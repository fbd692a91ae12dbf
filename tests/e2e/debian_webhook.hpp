#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/cli/scratch.hpp"
#include "tests/e2e/listening_program.hpp"
#include "tests/support/needs.hpp"

namespace ensaio {

/// Debian's package `webhook`, a small server in Go that runs a command per callback: here one that
/// notes what it was given, before the callback is answered. A hook for each of two types of
/// callback, which answers 400 to others, and one for all. Not for several threads.
class DebianWebhook {
 public:
  /// Where it is; empty where it is not installed.
  static std::string program();

  /// Starts it on a free port, and waits until it listens.
  DebianWebhook();

  std::string status_url() const { return url("status"); }      ///< MessageStatusCallback.
  std::string presence_url() const { return url("presence"); }  ///< PresenceChatCallback.

  std::string any_url() const { return url("any"); }

  /// What it read out of the callbacks, in order: "READ 5544999999999 3EB0…" of a status, with its
  /// first id, "PAUSED 5544999999999" of a presence; and of any_url() the whole callback.
  std::vector<std::string> noted() const;

 private:
  std::string url(const std::string& hook) const;

  Scratch folder_;
  std::uint16_t port_ = free_port();
  ListeningProgram program_;  // After its folder.
};

}  // namespace ensaio

#define ENSAIO_NEEDS_DEBIAN_WEBHOOK() \
  ENSAIO_NEEDS_PROGRAM(!ensaio::DebianWebhook::program().empty(), "webhook")
