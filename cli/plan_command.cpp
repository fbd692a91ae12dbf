#include <fmt/format.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/problem_report.hpp"
#include "cli/selection.hpp"
#include "cli/stage.hpp"
#include "cli/stories.hpp"
#include "simulator/report/visible.hpp"
#include "simulator/report/written_at.hpp"

namespace ensaio {
namespace {

/// "t=2.3 s      3     PAUSED       paused: ana".
std::string readable(const Send& send, const Story& story, SourceLines& lines) {
  const Line& line = story.script->lines[send.line];
  const StepName& step = story.script->steps[line.step];
  const Offset late = send.at - send.told;
  const std::string when = send.at == Offset{} ? "0 ms" : human_time(send.at);
  std::string text =
      fmt::format("t={:<12} {:<6} {:<18} {}", when, step.position, visible(line.callback),
                  visible(written_at(step, story.scenario, lines).text));
  if (!step.label.empty()) text += fmt::format("   [{}]", visible(step.label));
  if (late > Offset{}) text += fmt::format("   (it happened {} before)", human_time(late));
  if (send.copy > 0) text += fmt::format("   (copy {})", send.copy + 1);
  return text;
}

void print_plan(const Story& story, Seed seed, const SourceText& source, std::ostream& out) {
  SourceLines lines(source);
  const Plan plan = plan_of(story, seed, [&](const Send& send, const std::string&) {
    out << readable(send, story, lines) << '\n';
  });
  out << fmt::format("plan {} seed {} sends {}\n", plan.hash, seed.value, plan.sends);
}

void print_lines(const Story& story, Seed seed, std::ostream& out) {
  plan_of(story, seed, [&](const Send&, const std::string& line) { out << line << '\n'; });
}

}  // namespace

Exit plan_command(const Arguments& arguments, Streams& io) {
  PlayWords words;
  std::vector<std::string> files;
  Selection selection;
  std::string format = "text";
  Options options("plan", "Prints what would be sent and when, and its hash. Sends nothing.",
                  "  ensaio plan pack:basics/three-ticks --seed 7\n"
                  "  ensaio plan pack:basics/three-ticks --seed 7 --format ndjson\n");
  options.words("FILE", files, "a scenario file, pack:NAME, or - for stdin");
  add_story_options(options, words);
  options.values("--only", selection.only, "name of a scenario to plan");
  options.value("--format", format, "text, or ndjson: one JSON object a line for each send");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (files.empty()) return options.refuse(io, "name a scenario file, pack:NAME, or -");
  if (format != "text" && format != "ndjson") {
    return options.refuse(io, "--format: '" + format + "' is neither text nor ndjson");
  }
  const Result<PlaySettings> settings = checked(words);
  if (!settings) {
    complain(io.err, settings.error());
    return Exit::Refused;
  }
  Stories stories = read_stories(read_inputs(files, Folders::Refused, io.in), settings->overrides);
  if (tell_problems(stories, io)) return Exit::Refused;
  const auto meant = selected(stories, selection);
  if (!meant) {
    complain(io.err, meant.error());
    return Exit::Refused;
  }
  stories.problems.clear();
  add_not_yet_playable(*meant, stories.problems);
  if (tell_problems(stories, io)) return Exit::Refused;
  const Casting casting{.seed = settings->seed.value_or(drawn_seed()),
                        .over_files = settings->seed.has_value()};
  for (const Story* story : *meant) {
    const Seed seed = seed_of(story->scenario, casting);
    if (format == "text") {
      print_plan(*story, seed, stories.source(), io.out);
    } else {
      print_lines(*story, seed, io.out);
    }
  }
  return Exit::Passed;
}

}  // namespace ensaio
