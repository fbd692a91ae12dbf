#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/announcement.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/child_process.hpp"
#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/control_token.hpp"
#include "cli/options.hpp"
#include "cli/serve_settings.hpp"
#include "cli/server_tls_words.hpp"
#include "cli/signals.hpp"
#include "mock_api/mock_api.hpp"

namespace ensaio {
namespace {

constexpr std::chrono::milliseconds kGrace = std::chrono::seconds(5);
// Terminals and wrappers often send a signal twice.
constexpr std::chrono::milliseconds kSameRequest = std::chrono::milliseconds(500);
constexpr std::chrono::milliseconds kLook = std::chrono::milliseconds(20);

void define(Options& options, ServeWords& words) {
  options.value("--listen", words.listen,
                "ADDRESS:PORT, port 0 is any free one; else 127.0.0.1:8080, or a free port where a "
                "COMMAND is run");
  options.value("--ready-file", words.announcement.ready_file,
                "the ready line as a file, there as long as it listens");
  define_server_tls(options, words.tls, words.announcement.tls_ca);
  options.value("--dialect", words.play.dialect, "what every account speaks; else as it registers");
  options.value("--https", words.https, "webhooks with http://: strict refuses, warn, any");
  options.value("--unknown-path", words.unknown_path, "200 (as observed) or 404");
  options.value("--accounts", words.accounts, "YAML file of the only accounts there are");
  options.value("--rules", words.rules, "YAML file, or pack:lifelike: what follows which call");
  options.flag("--no-magic", words.no_magic, "phones ending in 0000001 and so on mean nothing");
  options.values("--play", words.plays,
                 "scenario FILE or pack:NAME to play once an instance registers what it tells");
  options.values("--scenarios", words.scenarios, "FILE or DIRECTORY that POST /runs can name");
  options.value("--target", words.play.target,
                "URL of callbacks that no webhook is registered for");
  options.value("--seed", words.play.seed, "number that repeats all that is drawn; else drawn");
  options.value("--clock", words.play.clock,
                "of what follows calls: real, virtual, x10, or manual (PUT /_ensaio/clock)");
  options.values("--allow-target", words.play.allow_target,
                 "host, address or CIDR range that may be sent to");
  options.value("--ca", words.play.tls.ca_file,
                "PEM file of authorities to trust in receivers, beside the system's");
  options.flag("--insecure", words.play.tls.insecure, "trust any receiver's certificate");
  define_control_token(options, words.control_token);
  options.values("--export", words.exports,
                 "NAME=VALUE for COMMAND: {{ api }}, {{ instance.id }}, {{ instance.token }}");
  options.value("--cert", words.play.tls.certificate_file,
                "PEM file: our certificate for receivers that want one");
  options.value("--key", words.play.tls.key_file, "PEM file: the key of that certificate");
  options.command(words.command, "what to run once it is ready; its exit code is ours");
}

/// Lets the command end by itself for a while, unless another signal says that nobody will wait.
void end_patiently(ChildProcess& command, const AwaitedSignals& signals) {
  using std::chrono::steady_clock;
  const auto begun = steady_clock::now();
  command.ask_to_end();
  while (!command.ended() && steady_clock::now() - begun < kGrace) {
    if (signals.came_within(kLook) && steady_clock::now() - begun > kSameRequest) break;
  }
  command.end(std::chrono::milliseconds::zero());
}

/// A mock API that listens, what it says, and the command that runs beside it.
class Serving {
 public:
  Serving(std::unique_ptr<MockApi> api, const ServeSettings& settings, Streams& io)
      : api_(std::move(api)), settings_(settings), io_(io) {}

  std::optional<Error> announce() {
    const ListeningServer server{api_->url(), api_->authority(), api_->url() + "/_ensaio"};
    auto files = ensaio::announce(settings_.announcement, server);
    if (!files) return files.error();
    files_ = *std::move(files);
    const std::lock_guard lock(*settings_.speaking);
    // Standard output belongs to the command where there is one.
    std::ostream& out = settings_.command.empty() ? io_.out : io_.err;
    out << ready_line(server, files_.ca_file()) << std::flush;
    if (io_.terminal && settings_.command.empty()) {
      io_.err << fmt::format(
          "the mock API listens at {}; tell your application that this is the provider\n{}"
          "what it heard and told: {}/journal\nCtrl-C ends it\n",
          server.url, trust(), server.control_url);
    }
    return std::nullopt;
  }

  /// Until a signal comes. That is its normal end.
  Exit wait(const AwaitedSignals& signals) {
    while (!signals.came_within(std::chrono::seconds(1))) {
    }
    return Exit::Passed;
  }

  /// Runs the command; its exit code, or ours where it was ended.
  Result<int> run_command(const AwaitedSignals& signals) {
    auto environment = environment_for(settings_, api_->url(), files_.ca_file());
    if (!environment) return environment.error();
    auto started = ChildProcess::start({.path = settings_.command_path,
                                        .arguments = settings_.command,
                                        .environment = *std::move(environment)},
                                       [] {});
    if (!started) return started.error();
    ChildProcess& command = **started;
    while (!command.ended()) {
      const auto signal = signals.came_within(kLook);
      if (!signal) continue;
      end_patiently(command, signals);
      return static_cast<int>(signal_exit(*signal));
    }
    const ChildEnd end = *command.ended();
    return end.signal != 0 ? 128 + end.signal : end.code;
  }

  /// Takes back the files that say that it is ready. They would stay if a signal ended us before.
  void withdraw() {
    files_.ready.reset();
    files_.authority.reset();
  }

  void stop() {
    const MockCore::Totals totals = api_->core().totals();
    api_.reset();
    io_.err << fmt::format("{} {} heard, {} {} sent\n", totals.calls,
                           totals.calls == 1 ? "call" : "calls", totals.callbacks,
                           totals.callbacks == 1 ? "callback" : "callbacks");
  }

 private:
  std::string trust() const {
    if (!files_.authority) return "";
    return fmt::format("clients trust it with the authority in {}\n", files_.ca_file());
  }

  std::unique_ptr<MockApi> api_;
  const ServeSettings& settings_;
  Streams& io_;
  Announcement files_{};
};

Exit environment_failed(Streams& io, const Error& error) {
  complain(io.err, error);
  return Exit::Environment;
}

/// Takes back what says that it is ready, then lets a further signal end the program at once. One
/// that is already there belongs to the first.
void withdraw(Serving& serving, std::optional<AwaitedSignals>& signals) {
  serving.withdraw();
  while (signals->came_within(std::chrono::milliseconds::zero())) {
  }
  signals.reset();
}

Exit serve(ServeSettings settings, Streams& io) {
  allow_many_files();
  std::optional<AwaitedSignals> signals(std::in_place);  // Before there are threads.
  auto api = MockApi::listen(settings.api);
  if (!api) return environment_failed(io, api.error());
  Serving serving(*std::move(api), settings, io);
  if (const auto failed = serving.announce()) return environment_failed(io, *failed);
  if (!io.out) return Exit::Environment;  // main() says why.
  if (settings.command.empty()) {
    const Exit exit = serving.wait(*signals);
    withdraw(serving, signals);
    serving.stop();
    return exit;
  }
  const auto code = serving.run_command(*signals);
  withdraw(serving, signals);
  serving.stop();
  if (!code) return environment_failed(io, code.error());
  return static_cast<Exit>(*code);
}

}  // namespace

Exit serve_command(const Arguments& arguments, Streams& io) {
  ServeWords words;
  Options options("serve",
                  "Stands where the provider stands: takes webhooks and messages of an\n"
                  "application, and calls it back. SIGINT and SIGTERM end it with 0; with a\n"
                  "COMMAND it ends with the command, and with its exit code.",
                  "  ensaio serve --play pack:basics/typing-then-paused\n"
                  "  ensaio serve --export ZAPI_URL='{{ api }}/instances/{{ instance.id }}/token/"
                  "{{ instance.token }}' -- npm test\n");
  define(options, words);
  if (const auto done = options.parse(arguments, io)) return *done;
  words.variables = options.variables();
  auto settings = serve_settings(words, io);
  if (settings) return serve(*std::move(settings), io);
  return settings.error();
}

}  // namespace ensaio
