#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/cli/scratch.hpp"
#include "tests/e2e/listening_program.hpp"
#include "tests/support/needs.hpp"

namespace ensaio {

/// A server that nobody here wrote, on a free port of 127.0.0.1, with a folder of its own:
///   /ok     200            /moved  301 to /ok
///   /fail   500            /small  413 for a body of more than ten bytes
///   /dead   502, because nothing is behind it
///   /held   what `behind` answers
/// A connection is closed after three requests. Not for several threads, but for served_so_far().
class Nginx {
 public:
  struct Settings {
    std::string behind{};       ///< URL for /held. Empty: nothing is there.
    std::string certificate{};  ///< PEM; with both of them it speaks TLS.
    std::string key{};
  };

  /// A line of its access log.
  struct Served {
    int status = 0;
    std::uint64_t connection = 0;  ///< Its number.
    int nth = 0;                   ///< The request's place on that connection, from 1.
  };

  /// Where nginx is; empty where it is not installed.
  static std::string program();

  Nginx() : Nginx(Settings{}) {}
  /// Starts it, and waits until it listens.
  explicit Nginx(const Settings& settings);

  /// "http://127.0.0.1:41234" and the path.
  std::string url(const std::string& path) const;

  /// Again, on the same port.
  void start();
  /// Answers what is under way, and ends.
  void stop();
  /// Ends with requests under way.
  void stop_at_once();
  /// Other workers take the place of the present ones, which end when they are idle; waits for
  /// that.
  void reload();

  /// Every request that it answered, once it was stopped; before, the latest may be missing.
  std::vector<Served> served() const;
  std::size_t served_so_far() const { return served().size(); }

 private:
  std::string configuration(const Settings& settings) const;

  Scratch folder_;
  std::uint16_t port_ = 0;
  bool secure_ = false;
  ListeningProgram program_;  // After its folder.
};

}  // namespace ensaio

#define ENSAIO_NEEDS_NGINX() ENSAIO_NEEDS_PROGRAM(!ensaio::Nginx::program().empty(), "nginx")
