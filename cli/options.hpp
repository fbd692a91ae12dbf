#pragma once

#include <cstdint>
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

  /// An environment variable says the same to every command that has the option, but where they
  /// take different words for it: `--format` of `plan` is ENSAIO_PLAN_FORMAT.
  enum class Variable : std::uint8_t { OfAll, OfThisCommand };

  /// An option with one value, given once. Its name comes with the dashes.
  void value(const std::string& name, std::string& into, const std::string& help,
             Variable variable = Variable::OfAll);
  /// An option with one value each time it is given.
  void values(const std::string& name, std::vector<std::string>& into, const std::string& help);
  void flag(const std::string& name, bool& into, const std::string& help);
  /// The words that are no options.
  void words(const std::string& name, std::vector<std::string>& into, const std::string& help);

  /// The words after `--`, which are a command of the user's and never parsed.
  void command(std::vector<std::string>& into, const std::string& help);

  /// The environment variables that say the same as an option.
  std::vector<std::string> variables() const;

  /// Options that a later version will have: said so instead of "unknown".
  void later(std::vector<std::string> names) { later_ = std::move(names); }

  /// Parses. Nothing: go on. Else help was printed (Passed) or a complaint (Refused).
  std::optional<Exit> parse(Arguments arguments, Streams& io);

  /// Complains of a value, with the pointer to this command's help.
  Exit refuse(Streams& io, const std::string& message) const;

 private:
  enum class Named : std::uint8_t { All, WithValue };

  std::vector<std::string> names(Named which) const;
  std::optional<std::string> unknown_word() const;
  bool split_command(Arguments& arguments) const;

  std::unique_ptr<CLI::App> app_;
  std::string program_;
  std::vector<std::string> later_;
  std::vector<std::string>* command_ = nullptr;  ///< Null: nothing may follow `--`.
};

}  // namespace ensaio
