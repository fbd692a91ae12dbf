#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/problem_report.hpp"
#include "cli/rehearsal.hpp"
#include "cli/signals.hpp"
#include "cli/stage.hpp"
#include "mock_api/sink.hpp"
#include "simulator/report/paint.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

/// One that is simple, one that takes its time, one where things go wrong.
constexpr std::array<std::string_view, 3> kShown{
    "pack:basics/typing-then-paused", "pack:basics/three-ticks", "pack:odd/read-before-received"};
constexpr std::string_view kBelievedAtTheEnd = "the message is READ";
constexpr std::uint64_t kSeed = 7;  // Always the same story.

/// What the receiver believes of the chat or message that a callback is about.
std::string belief(const Sink& sink, const std::string& request) {
  const auto json = nlohmann::json::parse(request, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return "";
  if (json.contains("ids")) {
    const auto message = sink.message(json["ids"].at(0).get<std::string>());
    const bool known = message && message->rung;
    return known ? fmt::format("the message is {}", kRungs.text(*message->rung)) : "";
  }
  const auto presence = sink.presence(json.value("phone", ""));
  return presence ? fmt::format("the contact is {}", kPresences.text(*presence)) : "";
}

/// Shows one scenario as a table.
class Show {
 public:
  Show(const Sink& sink, Rehearsal& rehearsal, Streams& io)
      : sink_(sink), rehearsal_(rehearsal), io_(io) {}

  void play(std::unique_ptr<Staged> staged) {
    const Scenario& scenario = staged->piece->scenario;
    io_.out << fmt::format("\n{}: {}\n", painted(scenario.name, Paint::Strong, style()),
                           scenario.about);
    io_.out << fmt::format("  {:<10} {:<13} {:<15} {}\n", "at", "told", "answered",
                           "so it believes");
    const auto show = [this](const Staged& shown, const Outcome& outcome) {
      believed_ = belief(sink_, outcome.request);
      io_.out << row(shown.piece->script->lines[outcome.send.line], outcome) << '\n';
    };
    rehearsal_.play(std::move(staged), "", show);
  }

  /// What the receiver believed last.
  const std::string& believed() const { return believed_; }

 private:
  std::string row(const Line& line, const Outcome& outcome) const {
    const auto* answer = std::get_if<Answered>(&outcome.ending);
    const std::string answered =
        answer == nullptr
            ? "nothing"
            : fmt::format("{} ({})", answer->status, human_time(outcome.answered - outcome.sent));
    const std::string at = outcome.send.at == Offset{} ? "0 ms" : human_time(outcome.send.at);
    return fmt::format("  {:<10} {:<13} {:<15} {}", at, line.callback, answered, believed_);
  }

  ConsoleStyle style() const { return {.color = io_.color}; }

  const Sink& sink_;
  Rehearsal& rehearsal_;
  Streams& io_;
  std::string believed_;
};

void print_end(const RunRecord& record, bool passed, Streams& io) {
  io.out << '\n'
         << painted(passed ? "PASS" : "FAIL", passed ? Paint::Good : Paint::Bad,
                    {.color = io.color})
         << fmt::format("  {} scenarios: {} callbacks sent, {} answered.\n",
                        record.scenarios.size(), record.account.sent, record.account.answered);
  if (!passed) return;
  io.out << "      In the last one READ came before RECEIVED, and this receiver still believes\n"
            "      READ: would yours?\n\n"
            "Next:  ensaio run pack:basics --target http://127.0.0.1:3000/your-webhook\n";
}

PlaySettings settings_for(const Sink& sink) {
  PlaySettings settings{.target = sink.url() + "/webhook", .seed = kSeed};
  settings.overrides.load.target_given = true;
  settings.overrides.clock = Clock{.mode = Clock::Mode::Virtual};
  return settings;
}

Exit show_all(const Sink& sink, Streams& io) {
  const PlaySettings settings = settings_for(sink);
  const std::vector<std::string> names(kShown.begin(), kShown.end());
  Inputs inputs = read_inputs(names, Folders::Refused, io.in);
  for (Source& source : inputs.sources) source.folder.clear();  // The same wherever it is shown.
  const Repertoire repertoire = read_repertoire(std::move(inputs), settings.overrides);
  if (tell_problems(repertoire, io)) return Exit::Bug;  // They come with the program.
  io.out
      << "Ensaio plays the callbacks of a WhatsApp gateway at a receiver and judges its answers.\n"
         "This receiver is built in and listens at "
      << sink.url() << ". Waits are skipped.\n";
  Rehearsal rehearsal(settings.rule, {.tls = settings.tls}, repertoire.source());
  const InterruptedBySignals signals(rehearsal.world());
  Show show(sink, rehearsal, io);
  for (const Piece& piece : repertoire.pieces) {
    Result<std::unique_ptr<Staged>> staged = stage(piece, settings, {.seed = kSeed});
    if (!staged) {
      complain(io.err, staged.error());
      return Exit::Bug;
    }
    show.play(*std::move(staged));
    if (rehearsal.over()) break;
  }
  const bool shown =
      rehearsal.record().verdict == Verdict::Pass && show.believed() == kBelievedAtTheEnd;
  print_end(rehearsal.record(), shown, io);
  const Exit exit = exit_of(rehearsal, signals.received());
  return shown ? exit : graver(exit, Exit::Failed);
}

}  // namespace

Exit demo_command(const Arguments& arguments, Streams& io) {
  Options options("demo", "Plays three scenarios at a receiver that is built in. No arguments.",
                  "  ensaio demo\n"
                  "  NO_COLOR=1 ensaio demo\n");
  if (const auto done = options.parse(arguments, io)) return *done;
  const Result<std::unique_ptr<Sink>> sink = Sink::listen("127.0.0.1:0");
  if (sink) return show_all(**sink, io);
  complain(io.err, sink.error());
  return Exit::Environment;
}

}  // namespace ensaio
