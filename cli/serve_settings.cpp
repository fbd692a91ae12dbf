#include "cli/serve_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>

#include "cli/child_process.hpp"
#include "cli/complaint.hpp"
#include "cli/control_token.hpp"
#include "cli/environment.hpp"
#include "cli/inputs.hpp"
#include "cli/notices.hpp"
#include "cli/repertoire.hpp"
#include "cli/rules_option.hpp"
#include "cli/selection.hpp"
#include "simulator/base/random.hpp"
#include "simulator/document/problem_text.hpp"
#include "simulator/scenario/template_text.hpp"
#include "simulator/wire/ids.hpp"

namespace ensaio {
namespace {

constexpr const char* kUsualAddress = "127.0.0.1:8080";
constexpr const char* kFreePort = "127.0.0.1:0";
// Source: the base URLs in Z-API's and Plugchat's docs.
constexpr std::array kProviderHosts{"api.z-api.io", "www.plugchat.com.br", "app.plugchat.com.br"};

using Complaint = std::optional<Error>;

Error of_option(const std::string& option, const Error& error) {
  return {.message = option + ": " + error.message, .hint = error.hint};
}

Complaint set_address(const ServeWords& words, ServeSettings& settings) {
  const std::string usual = words.command.empty() ? kUsualAddress : kFreePort;
  const auto address = parse_listen_address(words.listen.empty() ? usual : words.listen);
  if (!address) return of_option("--listen", address.error());
  settings.api.address = *address;
  auto token = control_token(words.control_token, *address);
  if (!token) return token.error();
  settings.api.control.token = *std::move(token);
  return std::nullopt;
}

Complaint set_tls(const ServeWords& words, ServeSettings& settings) {
  auto tls = server_tls(words.tls, words.announcement.tls_ca);
  if (!tls) return tls.error();
  settings.api.tls = *std::move(tls);
  // Whoever trusts our authority may well have one of these names lead here.
  for (const char* const host : kProviderHosts) settings.api.tls.names.emplace_back(host);
  return std::nullopt;
}

Complaint set_provider(const ServeWords& words, ServeSettings& settings) {
  ProviderSettings& provider = settings.api.core.provider;
  provider.magic = !words.no_magic;
  settings.api.core.magic = words.no_magic ? MagicNumbers::Plain : MagicNumbers::Meant;
  if (!words.https.empty()) {
    const auto rule = kHttpsRules.parse(words.https);
    if (!rule) return Error{"--https: write strict, warn or any", ""};
    provider.https = *rule;
  }
  if (words.unknown_path == "404") {
    provider.unknown_path = 404;
  } else if (!words.unknown_path.empty() && words.unknown_path != "200") {
    return Error{"--unknown-path: write 200 or 404", ""};
  }
  return std::nullopt;
}

Complaint set_play(const ServeWords& words, ServeSettings& settings) {
  const bool by_hand = words.play.clock == "manual";
  PlayWords play_words = words.play;
  if (by_hand) play_words.clock.clear();
  auto play = checked(play_words);
  if (!play) return play.error();
  MockCoreSettings& core = settings.api.core;
  settings.seed = core.seed = core.provider.seed = play->seed.value_or(drawn_seed());
  core.provider.dialect = play->overrides.load.dialect;
  core.clock = play->overrides.clock.value_or(Clock{});
  if (by_hand) core.clock.mode = Clock::Mode::Manual;
  core.rule = play->rule;
  core.sockets.tls = play->tls;
  core.target = play->target;
  return std::nullopt;
}

Complaint set_command(const ServeWords& words, ServeSettings& settings) {
  settings.announcement = words.announcement;
  settings.exports = words.exports;
  settings.variables = words.variables;
  settings.command = words.command;
  if (words.command.empty()) {
    if (words.exports.empty()) return std::nullopt;
    return Error{.message = "--export: there is nothing to export to",
                 .hint = "it is for the command after --"};
  }
  auto path = find_program(words.command.front());
  if (!path) return path.error();
  settings.command_path = *std::move(path);
  const auto environment = environment_for(settings, "", "");
  return environment ? Complaint() : environment.error();
}

/// The text of a file that has problems of its own kind.
std::optional<std::string> text_of_file(const std::string& option, const std::string& path,
                                        Streams& io) {
  auto text = read_text(path);
  if (text) return *std::move(text);
  complain(io.err, of_option(option + " " + path, text.error()));
  return std::nullopt;
}

/// Tells the problems. Whether there is no error among them.
bool is_sound(const Problems& problems, const std::string& text, Streams& io) {
  const SourceText source = [&text](const std::string&) {
    return std::optional(std::string_view(text));
  };
  print_problems(problems, source, io.err);
  return !has_errors(problems);
}

bool read_documents(const ServeWords& words, ServeSettings& settings, Streams& io) {
  if (!words.accounts.empty()) {
    const auto text = text_of_file("--accounts", words.accounts, io);
    if (!text) return false;
    Problems problems;
    settings.api.core.provider.accounts = read_accounts(*text, words.accounts, problems);
    if (!is_sound(problems, *text, io)) return false;
  }
  if (words.rules.empty()) return true;
  auto rules = rules_of_option(words.rules, io);
  if (rules) settings.api.core.rules = *std::move(rules);
  return rules.has_value();
}

using Stories = std::vector<std::shared_ptr<const Story>>;

/// The scenarios of files; nothing where anything is wrong with them, and has been told.
std::optional<Stories> stories(const std::vector<std::string>& files, Folders folders,
                               Streams& io) {
  Stories all;
  if (files.empty()) return all;
  Repertoire repertoire =
      read_repertoire(read_inputs(files, folders, io.in), {.load = {.target_given = true}});
  const auto pieces = playable(repertoire, {}, io);
  if (!pieces) return std::nullopt;
  for (const Piece* piece : *pieces) {
    all.push_back(std::make_shared<const Story>(
        Story{piece->scenario, *piece->script, repertoire.texts.at(piece->scenario.file)}));
  }
  return all;
}

/// A scenario that comes with the program, by the name of its file: "pack:basics/three-ticks".
Result<std::string> shipped_story(const std::string& name) {
  if (name.starts_with("pack:")) return read_text(name);
  return Error{.message = "there is no scenario '" + name + "'"};
}

bool read_scenarios(const ServeWords& words, ServeSettings& settings, Streams& io) {
  auto plays = stories(words.plays, Folders::Refused, io);
  if (!plays) return false;
  settings.api.core.plays = *std::move(plays);
  const auto named = stories(words.scenarios, Folders::Taken, io);
  if (!named) return false;
  // Their names differ: two of the same are a mistake that was told.
  for (const auto& story : *named) {
    settings.api.control.stories.emplace(story->scenario.name, story);
  }
  settings.api.control.other_story = shipped_story;
  return true;
}

struct Exported {
  std::string api{};
  std::string id{};
  std::string token{};
};

Result<std::string> filled_in(const std::string& name, std::string_view text,
                              const Exported& values) {
  std::string value;
  for (const TextPiece& piece : cut_templates(text)) {
    if (!piece.is_template) {
      value += piece.text;
    } else if (piece.text == "api") {
      value += values.api;
    } else if (piece.text == "instance.id") {
      value += values.id;
    } else if (piece.text == "instance.token") {
      value += values.token;
    } else {
      return Error{
          .message = fmt::format("--export {}: unknown template '{}'", name, piece.written),
          .hint = "there are {{ api }}, {{ instance.id }} and {{ instance.token }}"};
    }
  }
  return value;
}

/// Whose the exports speak of: the first account, else one that nobody else has.
Exported exported(const ServeSettings& settings, const std::string& url) {
  const auto& accounts = settings.api.core.provider.accounts;
  if (accounts && !accounts->empty()) return {url, accounts->front().id, accounts->front().token};
  Random random(mixed(settings.seed, "instance"));
  Exported made{.api = url, .id = instance_id(random)};
  made.token = instance_token(random);
  return made;
}

}  // namespace

Result<ServeSettings, Exit> serve_settings(const ServeWords& words, Streams& io) {
  ServeSettings settings;
  for (const auto set : {set_address, set_tls, set_provider, set_play, set_command}) {
    if (const Complaint complaint = set(words, settings)) {
      complain(io.err, *complaint);
      return Exit::Refused;
    }
  }
  if (!read_documents(words, settings, io) || !read_scenarios(words, settings, io)) {
    return Exit::Refused;
  }
  settings.api.core.warn = notices_on(io.err, settings.speaking);
  return settings;
}

Result<std::vector<std::string>> environment_for(const ServeSettings& settings,
                                                 const std::string& url,
                                                 const std::string& ca_file) {
  Environment environment = own_environment_without(settings.variables);
  put(environment, "ENSAIO_BASE_URL", url);
  put(environment, "ENSAIO_CONTROL_URL", url + "/_ensaio");
  put(environment, "ENSAIO_SEED", std::to_string(settings.seed));
  if (!ca_file.empty()) put(environment, "ENSAIO_CA_FILE", ca_file);
  const Exported values = exported(settings, url);
  for (const std::string& word : settings.exports) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{.message = fmt::format("--export {}: this is not NAME=VALUE", word),
                   .hint = "write --export ZAPI_URL='{{ api }}'"};
    }
    const std::string name = word.substr(0, equals);
    auto value = filled_in(name, std::string_view(word).substr(equals + 1), values);
    if (!value) return value.error();
    put(environment, name, *value);
  }
  return environment;
}

}  // namespace ensaio
