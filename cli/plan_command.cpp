#include <fmt/format.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/plan_ids.hpp"
#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "cli/selection.hpp"
#include "cli/stage.hpp"
#include "simulator/report/visible.hpp"
#include "simulator/report/written_at.hpp"

namespace ensaio {
namespace {

struct PlanWords {
  PlayWords play{};
  Selection selection{};
  std::vector<std::string> files{};
  std::string format = "text";
  std::string ids{};  ///< "csv", or not asked for.
};

/// "t=2.3 s      3     PAUSED       paused: ana".
std::string readable(const Send& send, const Piece& piece, SourceLines& lines) {
  const Line& line = piece.script->lines[send.line];
  const StepName& step = piece.script->steps[line.step];
  const Offset late = send.at - send.told;
  const std::string when = send.at == Offset{} ? "0 ms" : human_time(send.at);
  std::string text =
      fmt::format("t={:<12} {:<6} {:<18} {}", when, step.position, visible(line.callback),
                  visible(written_at(step, piece.scenario, lines).text));
  if (!step.label.empty()) text += fmt::format("   [{}]", visible(step.label));
  if (late > Offset{}) text += fmt::format("   (it happened {} before)", human_time(late));
  if (send.copy > 0) text += fmt::format("   (copy {})", send.copy + 1);
  return text;
}

/// "t=2.3 s      3      await              waits for a send-text to ana, at most 10s".
std::string waiting(const Send& send, const Script& script) {
  const Await& await = script.awaits[send.await];
  const StepName& step = script.steps[await.step];
  const std::string when = send.at == Offset{} ? "0 ms" : human_time(send.at);
  std::string text = fmt::format("t={:<12} {:<6} {:<18} waits {}{}, at most {}", when,
                                 step.position, "await", await.quiet ? "until it is " : "for ",
                                 visible(await.call.words), duration_text(await.within));
  if (await.as) text += fmt::format(": it is {} from here on", await.as->name);
  if (!step.label.empty()) text += fmt::format("   [{}]", visible(step.label));
  return text;
}

void print_plan(const Piece& piece, Seed seed, const SourceText& source, std::ostream& out) {
  SourceLines lines(source);
  const Plan plan = plan_of(piece, seed, [&](const Send& send, const std::string&) {
    out << (send.is_await() ? waiting(send, *piece.script) : readable(send, piece, lines)) << '\n';
  });
  out << fmt::format("plan {} seed {} sends {}\n", plan.hash, seed.value, plan.sends);
}

void print_lines(const Piece& piece, Seed seed, std::ostream& out) {
  plan_of(piece, seed, [&](const Send& send, const std::string& line) {
    if (!send.is_await()) out << line << '\n';
  });
}

Exit print_plans(const PlanWords& words, const PlaySettings& settings, Streams& io) {
  Repertoire repertoire =
      read_repertoire(read_inputs(words.files, Folders::Refused, io.in), settings.overrides);
  if (!words.ids.empty()) return print_load_ids(repertoire, settings, io);
  const auto meant = playable(repertoire, words.selection, io);
  if (!meant) return Exit::Refused;
  const Casting casting{.seed = settings.seed.value_or(drawn_seed()),
                        .over_files = settings.seed.has_value()};
  for (const Piece* piece : *meant) {
    const Seed seed = seed_of(piece->scenario, casting);
    if (words.format == "text") {
      print_plan(*piece, seed, repertoire.source(), io.out);
    } else {
      print_lines(*piece, seed, io.out);
    }
  }
  return Exit::Passed;
}

}  // namespace

Exit plan_command(const Arguments& arguments, Streams& io) {
  PlanWords words;
  Options options("plan", "Prints what would be sent and when, and its hash. Sends nothing.",
                  "  ensaio plan pack:basics/three-ticks --seed 7\n"
                  "  ensaio plan pack:basics/three-ticks --seed 7 --format ndjson\n"
                  "  ensaio plan profile.yaml --ids csv > known-to-the-receiver.csv\n");
  options.words("FILE", words.files, "a scenario file, pack:NAME, or - for stdin");
  add_story_options(options, words.play);
  options.values("--only", words.selection.only, "name of a scenario to plan");
  options.value("--format", words.format, "text, or ndjson: one JSON object a line for each send",
                Options::Variable::OfThisCommand);
  options.value("--ids", words.ids,
                "csv: the phones and message ids that a load profile will use with its seed");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (words.files.empty()) return options.refuse(io, "name a scenario file, pack:NAME, or -");
  if (words.format != "text" && words.format != "ndjson") {
    return options.refuse(io, "--format: '" + words.format + "' is neither text nor ndjson");
  }
  if (!words.ids.empty() && words.ids != "csv") {
    return options.refuse(io, "--ids: '" + words.ids + "' is not csv");
  }
  const Result<PlaySettings> settings = checked(words.play);
  if (settings) return print_plans(words, *settings, io);
  complain(io.err, settings.error());
  return Exit::Refused;
}

}  // namespace ensaio
