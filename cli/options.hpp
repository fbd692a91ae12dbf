#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace CLI {
class App;
}

namespace ensaio {

/// The options of one sub-command. What is added writes into the given variable when parsed; each
/// may also come from the environment: `--allow-target` from ENSAIO_ALLOW_TARGET.
class Options {
 public:
  /// `command` as in "run"; `examples` are two lines that work when pasted.
  Options(const std::string& command, const std::string& summary, const std::string& examples);
  ~Options();
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  /// An option with one value, given once. Its name comes with the dashes.
  void value(const std::string& name, std::string& into, const std::string& help);
  /// An option with one value each time it is given.
  void values(const std::string& name, std::vector<std::string>& into, const std::string& help);
  void flag(const std::string& name, bool& into, const std::string& help);
  /// The words that are no options.
  void words(const std::string& name, std::vector<std::string>& into, const std::string& help);

  /// Options that a later version will have: said so instead of "unknown".
  void later(std::vector<std::string> names) { later_ = std::move(names); }

  /// Parses. Nothing: go on. Else help was printed (Passed) or a complaint (Refused).
  std::optional<Exit> parse(const Arguments& arguments, Streams& io);

  /// Complains of a value, with the pointer to this command's help.
  Exit refuse(Streams& io, const std::string& message) const;

 private:
  std::optional<std::string> unknown_word() const;

  std::unique_ptr<CLI::App> app_;
  std::string program_;
  std::vector<std::string> later_;
};

}  // namespace ensaio
