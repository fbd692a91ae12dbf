#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/announcement.hpp"
#include "cli/awaited_signals.hpp"
#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/server_tls_words.hpp"
#include "mock_api/listen_address.hpp"
#include "mock_api/sink.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

// Where the examples of `run` send to.
constexpr const char* kListen = "127.0.0.1:3000";

struct SinkWords {
  std::string listen = kListen;
  AnnouncementWords announcement{};
  std::vector<std::string> answers{};
  std::string seed{};
  ServerTlsWords tls{};
};

/// What is asked for, checked.
struct AskedSink {
  ListenAddress address{};
  SinkSettings settings{};
  std::uint64_t seed = 0;
};

void define(Options& options, SinkWords& words) {
  options.value("--listen", words.listen,
                "ADDRESS:PORT, port 0 is any free one; else " + std::string(kListen));
  options.value("--ready-file", words.announcement.ready_file,
                "JSON with base_url, there as long as it listens");
  options.values(
      "--answer", words.answers,
      "how to answer callbacks: 503, 500:10%, delay:50ms, delay:50ms..200ms, rate:500/s");
  options.value("--seed", words.seed, "number that repeats the answers; drawn where not given");
  define_server_tls(options, words.tls, words.announcement.tls_ca);
  options.later({"--bug"});
}

Result<std::uint64_t> seed_of(const SinkWords& words) {
  if (words.seed.empty()) return drawn_seed();
  const auto seed = parse_unsigned(words.seed);
  if (seed) return *seed;
  return Error{
      fmt::format("--seed: '{}' is no whole number from 0 to 18446744073709551615", words.seed),
      ""};
}

Error of_option(const std::string& option, const Error& error) {
  return {.message = option + ": " + error.message, .hint = error.hint};
}

Result<AskedSink> checked(const SinkWords& words) {
  const auto address = parse_listen_address(words.listen);
  if (!address) return of_option("--listen", address.error());
  const auto seed = seed_of(words);
  if (!seed) return seed.error();
  const auto answers = AnswerPlan::parse(words.answers, *seed);
  if (!answers) return of_option("--answer", answers.error());
  auto tls = server_tls(words.tls, words.announcement.tls_ca);
  if (!tls) return tls.error();
  return AskedSink{*address, {.answers = *answers, .tls = *std::move(tls)}, *seed};
}

std::string heard(const Hearsay& hearsay) {
  std::string text = fmt::format("{} {} heard, {} applied", hearsay.all(),
                                 hearsay.all() == 1 ? "callback" : "callbacks", hearsay.applied);
  if (hearsay.failed != 0) text += fmt::format(", {} failed as told", hearsay.failed);
  text += fmt::format(", {} refused", hearsay.refused);
  if (hearsay.forgotten != 0) text += fmt::format(", {} forgotten", hearsay.forgotten);
  return text;
}

/// A sink that listens, and all that it says.
class Listening {
 public:
  Listening(std::unique_ptr<Sink> sink, Streams& io) : sink_(std::move(sink)), io_(io) {}

  /// Says where it listens, in files and in words. Error: a file cannot be written.
  std::optional<Error> announce(const SinkWords& words, const AskedSink& asked) {
    auto files = ensaio::announce(words.announcement, {sink_->url(), sink_->authority(), ""});
    if (!files) return files.error();
    files_ = *std::move(files);
    io_.out << "ensaio sink listens at " << sink_->url() << '\n';
    if (asked.settings.answers.draws()) {
      io_.out << "the answers are drawn with --seed " << asked.seed << '\n';
    }
    if (files_.authority)
      io_.out << "clients trust it with --ca " << files_.authority->path() << '\n';
    if (io_.terminal) show_next_step();
    io_.out.flush();
    return std::nullopt;
  }

  void wait(const AwaitedSignals& signals) {
    while (!signals.came_within(std::chrono::seconds(1))) show_progress();
  }

  void stop() {
    files_.ready.reset();  // First: it is ready no more.
    sink_->stop();
    io_.out << (progress_.empty() ? "" : "\n") << heard(sink_->hearsay_ever()) << '\n';
  }

 private:
  void show_next_step() {
    io_.out << "in another terminal:  ensaio run pack:basics --target " << sink_->url() << "/hook";
    if (files_.authority) io_.out << " --ca " << files_.authority->path();
    io_.out << "\nCtrl-C ends it\n";
  }

  /// One line that is written over, where somebody looks at it.
  void show_progress() {
    if (!io_.terminal) return;
    const std::string now = heard(sink_->hearsay_ever());
    if (now == progress_) return;
    io_.out << '\r' << now << "  " << std::flush;
    progress_ = now;
  }

  std::unique_ptr<Sink> sink_;
  Streams& io_;
  Announcement files_{};
  std::string progress_{};
};

Exit environment(Streams& io, const Error& error) {
  complain(io.err, error);
  return Exit::Environment;
}

Exit listen(const SinkWords& words, const AskedSink& asked, Streams& io) {
  allow_many_files();
  std::optional<AwaitedSignals> signals(std::in_place);  // Before there are threads.
  auto sink = Sink::listen(asked.address.text(), asked.settings);
  if (!sink) return environment(io, sink.error());
  if (!asked.address.is_loopback()) {
    io.err << "warning: whoever reaches this machine at that address can send to it\n";
  }
  Listening listening(*std::move(sink), io);
  if (const auto failed = listening.announce(words, asked)) return environment(io, *failed);
  if (!io.out) return Exit::Environment;  // main() says why.
  listening.wait(*signals);
  signals.reset();  // From here on a second one ends it without a word.
  listening.stop();
  return Exit::Passed;
}

}  // namespace

Exit sink_command(const Arguments& arguments, Streams& io) {
  SinkWords words;
  Options options("sink",
                  "A receiver without mistakes: believes what callbacks tell, answers as told.\n"
                  "It counts every POST as a callback, on any path. Ask it for /messages/{id},\n"
                  "/chats/{phone} and /stats; POST /reset makes it forget. SIGINT and SIGTERM end\n"
                  "it with 0.",
                  "  ensaio sink\n"
                  "  ensaio sink --listen 127.0.0.1:0 --ready-file ready.json --answer 500:10% "
                  "--answer delay:50ms..200ms --seed 7\n");
  define(options, words);
  if (const auto done = options.parse(arguments, io)) return *done;
  const Result<AskedSink> asked = checked(words);
  if (asked) return listen(words, *asked, io);
  complain(io.err, asked.error());
  return Exit::Refused;
}

}  // namespace ensaio
