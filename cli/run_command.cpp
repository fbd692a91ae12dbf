#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/beside.hpp"
#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/control_token.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "cli/report_files.hpp"
#include "cli/rules_option.hpp"
#include "cli/run.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

void define(Options& options, RunWords& words) {
  options.words("FILE", words.files, "scenario files, directories, pack:NAME, or - for stdin");
  add_target_options(options, words.play);
  options.value("--wait-target", words.beside.wait_target,
                "wait so long until every receiver can be connected to: 10s");
  add_story_options(options, words.play);
  options.value("--ids", words.play.ids, "seeded, or fresh for a receiver that remembers");
  options.value("--clock", words.play.clock, "real, virtual (no waiting) or a factor like x10");
  options.value("--start", words.play.start, "wall time of the beginning, RFC 3339, or now");
  options.values("--only", words.selection.only, "name of a scenario to play");
  options.values("--tag", words.selection.tags, "play scenarios with this tag");
  options.values("--skip", words.selection.skip, "leave out scenarios with this tag");
  options.value("--repeat", words.repeat, "how often to play all of it, each time another telling");
  options.value("--jobs", words.jobs, "how many scenarios to play at once, else 1");
  options.flag("--fail-fast", words.fail_fast, "begin no more after the first that failed");
  options.values("--report", words.reports,
                 "json=FILE, junit=FILE or journal=FILE; - for standard output");
  options.value("--app", words.beside.app,
                "start the application under test with this shell command, and end it afterwards");
  options.values("--export", words.beside.exports,
                 "NAME=VALUE for the environment of --app and COMMAND, such as PORT='{{ port }}'");
  options.command(words.beside.command, "what to run after the scenarios; not 0 is a failure");
  options.value("--listen", words.listen,
                "ADDRESS:PORT of the mock API, where scenarios wait for calls; else a free port");
  options.value("--rules", words.beside.rules,
                "YAML file, or pack:lifelike: what follows calls on the mock API of this run");
  define_control_token(options, words.control_token);
  options.later({"--oracle"});
}

/// So many of something, where nothing is said 1.
std::optional<std::uint64_t> count_of(const std::string& word, std::uint64_t most) {
  const auto count = parse_unsigned(word.empty() ? "1" : word);
  if (!count || *count == 0 || *count > most) return std::nullopt;
  return count;
}

/// Every file that is read.
std::vector<std::string> inputs_of(const RunWords& words) {
  std::vector<std::string> inputs = words.files;
  const TlsSettings& tls = words.play.tls;
  inputs.insert(inputs.end(),
                {words.beside.rules, tls.ca_file, tls.certificate_file, tls.key_file});
  std::erase(inputs, "");
  std::erase(inputs, "-");
  return inputs;
}

}  // namespace

Exit run_command(const Arguments& arguments, Streams& io) {
  RunWords words;
  Options options("run", "Plays scenarios at a receiver, judges its answers and reports.",
                  "  ensaio run pack:basics --target http://127.0.0.1:3000/hook\n"
                  "  ensaio run pack:basics --target 'http://127.0.0.1:{{ port }}/hook' "
                  "--app 'node server.js' --export PORT='{{ port }}' -- npm test\n");
  define(options, words);
  if (const auto done = options.parse(arguments, io)) return *done;
  if (words.files.empty()) {
    return options.refuse(io, "name a scenario file, a directory, pack:NAME, or -");
  }
  const auto refuse = [&io](const Error& error) {
    complain(io.err, error);
    return Exit::Refused;
  };
  words.beside.typed_target = words.play.target;
  const Result<std::string> target = with_free_port(words.play.target, words.beside);
  if (!target) return refuse(target.error());
  words.play.target = *target;
  const Result<PlaySettings> settings = checked(words.play);
  if (!settings) return refuse(settings.error());
  const Result<Beside> beside = checked(words.beside);
  if (!beside) return refuse(beside.error());
  Result<ReportFiles> reports = ReportFiles::asked(words.reports, inputs_of(words));
  if (!reports) return refuse(reports.error());
  const auto repeat = count_of(words.repeat, 1'000'000);
  if (!repeat) return options.refuse(io, "--repeat: write a number from 1 to 1000000");
  const auto jobs = count_of(words.jobs, 1000);
  if (!jobs) return options.refuse(io, "--jobs: write a number from 1 to 1000");
  std::optional<ListenAddress> listen;
  if (!words.listen.empty()) {
    const auto address = parse_listen_address(words.listen);
    if (!address) return options.refuse(io, "--listen: " + address.error().message);
    listen = *address;
  }
  const auto token = control_token(words.control_token, listen.value_or(ListenAddress{}));
  if (!token) return refuse(token.error());
  std::optional<Rules> rules;
  if (!words.beside.rules.empty()) {
    rules = rules_of_option(words.beside.rules, io);
    if (!rules) return Exit::Refused;
  }
  Repertoire repertoire =
      read_repertoire(read_inputs(words.files, Folders::Taken, io.in), settings->overrides);
  const RunOrder order{words,  *settings,           *beside, {*repeat, *jobs}, listen,
                       *token, options.variables(), rules};
  return run(repertoire, *reports, order, io);
}

}  // namespace ensaio
