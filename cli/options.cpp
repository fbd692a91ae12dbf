#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <ostream>
#include <utility>

#include "cli/complaint.hpp"

namespace ensaio {
namespace {

/// "allow-target" is ALLOW_TARGET.
std::string in_capitals(std::string_view words) {
  std::string name;
  for (const char c : words) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

/// "--allow-target" is ENSAIO_ALLOW_TARGET.
std::string environment_name(const std::string& option) {
  return "ENSAIO_" + in_capitals(std::string_view(option).substr(2));
}

/// How often an option was given.
std::size_t times_given(const std::string& option, const Arguments& arguments) {
  const auto given = [&option](const std::string& word) {
    return word == option || word.starts_with(option + "=");
  };
  return static_cast<std::size_t>(std::count_if(arguments.begin(), arguments.end(), given));
}

/// The first of `options`, each of which takes a value, that is followed by one of `names` instead.
std::optional<std::string> without_value(const std::vector<std::string>& options,
                                         const std::vector<std::string>& names,
                                         const Arguments& arguments) {
  const auto holds = [](const std::vector<std::string>& all, const std::string& word) {
    return std::find(all.begin(), all.end(), word) != all.end();
  };
  for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
    if (holds(options, arguments[i]) && holds(names, arguments[i + 1])) return arguments[i];
  }
  return std::nullopt;
}

/// The parser's complaint in our own words. It begins with the option's name.
std::string own_words(const CLI::ParseError& wrong, const Arguments& arguments) {
  const std::string said = wrong.what();
  const std::string option = said.substr(0, said.find(':'));
  if (wrong.get_name() == "ArgumentMismatch" && option.starts_with("--")) {
    const std::size_t times = times_given(option, arguments);
    if (times > 1) return fmt::format("{} is given {} times; give it once", option, times);
    return fmt::format("{} needs a value", option);
  }
  const auto dashes = said.find("--");
  if (dashes == std::string::npos) return said;
  const std::string name = said.substr(dashes, said.find_first_of(" :=", dashes) - dashes);
  return fmt::format("{} is a switch: write it alone, or as {}=true or {}=false", name, name, name);
}

/// What stands before an empty word, or that it stands alone. A shell makes such a word of a
/// variable that is not set; it must not quietly mean that nothing was said.
std::optional<std::string> empty_word(const Arguments& arguments) {
  const auto found = std::find(arguments.begin(), arguments.end(), "");
  if (found == arguments.end()) return std::nullopt;
  const bool follows_option = found != arguments.begin() && std::prev(found)->starts_with("--");
  return follows_option ? *std::prev(found) + " has an empty value" : "there is an empty word";
}

}  // namespace

Options::Options(const std::string& command, const std::string& summary,
                 const std::string& examples)
    : app_(std::make_unique<CLI::App>(summary, "ensaio " + command)),
      program_("ensaio " + command) {
  app_->allow_extras();  // So that what is unknown can be told with its nearest spelling.
  app_->footer("\nExamples:\n" + examples);
  app_->get_formatter()->column_width(28);
}

Options::~Options() = default;

void Options::value(const std::string& name, std::string& into, const std::string& help,
                    Variable variable) {
  const std::string own = program_.substr(std::string_view("ensaio ").size());
  app_->add_option(name, into, help)
      ->envname(variable == Variable::OfAll ? environment_name(name)
                                            : environment_name("--" + own + "-" + name.substr(2)));
}

void Options::values(const std::string& name, std::vector<std::string>& into,
                     const std::string& help) {
  // One value each time: `--report json=a s.yaml` must not swallow the file.
  app_->add_option(name, into, help + " (may be given again)")
      ->allow_extra_args(false)
      ->envname(environment_name(name));
}

void Options::flag(const std::string& name, bool& into, const std::string& help) {
  app_->add_flag(name, into, help)->envname(environment_name(name));
}

void Options::words(const std::string& name, std::vector<std::string>& into,
                    const std::string& help) {
  app_->add_option(name, into, help);
}

void Options::command(std::vector<std::string>& into, const std::string& help) {
  command_ = &into;
  app_->footer("\nAfter the options:\n  -- COMMAND [ARGUMENT]...    " + help + "\n" +
               app_->get_footer());
}

std::vector<std::string> Options::variables() const {
  std::vector<std::string> names;
  for (const CLI::Option* option : std::as_const(*app_).get_options()) {
    if (!option->get_envname().empty()) names.push_back(option->get_envname());
  }
  return names;
}

std::vector<std::string> Options::names(Named which) const {
  std::vector<std::string> names;
  for (const CLI::Option* option : std::as_const(*app_).get_options()) {
    if (which == Named::WithValue && option->get_expected_max() == 0) continue;
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::optional<std::string> Options::unknown_word() const {
  const std::vector<std::string> remaining = app_->remaining();
  if (remaining.empty()) return std::nullopt;
  const std::string word = remaining.front().substr(0, remaining.front().find('='));
  if (word.size() < 2 || word.front() != '-') {
    return fmt::format("unexpected word '{}'", remaining.front());
  }
  if (std::find(later_.begin(), later_.end(), word) != later_.end()) {
    return fmt::format("{} is not yet available in this version", word);
  }
  const std::vector<std::string> all = names(Named::All);
  const std::vector<std::string_view> views(all.begin(), all.end());
  return fmt::format("unknown option '{}'{}", word, or_perhaps(word, views));
}

/// Takes what follows `--` off. Whether that is right.
bool Options::split_command(Arguments& arguments) const {
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  if (dashes == arguments.end()) return true;
  if (command_ == nullptr || dashes + 1 == arguments.end()) return false;
  command_->assign(dashes + 1, arguments.end());
  arguments.erase(dashes, arguments.end());
  return true;
}

std::optional<Exit> Options::parse(Arguments arguments, Streams& io) {
  if (!split_command(arguments)) {
    return refuse(io, command_ == nullptr ? program_ + " takes no command after --"
                                          : "there is no command after --");
  }
  if (const auto wrong = empty_word(arguments)) return refuse(io, *wrong);
  if (const auto bare = without_value(names(Named::WithValue), names(Named::All), arguments)) {
    return refuse(io, *bare + " needs a value");
  }
  try {
    app_->parse(Arguments(arguments.rbegin(), arguments.rend()));  // It takes them from the back.
  } catch (const CLI::CallForHelp&) {
    io.out << app_->help();
    return Exit::Passed;
  } catch (const CLI::ParseError& wrong) {
    return refuse(io, own_words(wrong, arguments));
  }
  if (const auto wrong = unknown_word()) return refuse(io, *wrong);
  return std::nullopt;
}

Exit Options::refuse(Streams& io, const std::string& message) const {
  return ensaio::refuse(io, message, program_);
}

}  // namespace ensaio
