#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace ensaio {

/// A port of 127.0.0.1 that nobody listens on.
std::uint16_t free_port();

/// Where the first of `paths` is that can be run; empty where none can.
std::string first_program(const std::vector<std::string>& paths);

/// A program that nobody here wrote, listening on a port of 127.0.0.1 as long as this lives. Not
/// for several threads.
class ListeningProgram {
 public:
  ListeningProgram() = default;
  ~ListeningProgram();
  ListeningProgram(const ListeningProgram&) = delete;
  ListeningProgram& operator=(const ListeningProgram&) = delete;

  /// Starts `words`, the first of which is its path, and waits until it listens on `port`. What it
  /// says on standard error, and on standard output, is appended to the file `said`, and is the
  /// test's failure where it ends before that.
  void start(std::vector<std::string> words, std::uint16_t port, const std::string& said);
  /// Sends the signal, and waits for the end. Nothing where it does not run.
  void end(int signal);
  void signal(int number) const;
  bool has_ended() const;

 private:
  pid_t pid_ = 0;
};

}  // namespace ensaio
