#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problem_report.hpp"
#include "cli/stories.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

void print(const Scenario& scenario, std::ostream& out) {
  out << fmt::format("{:<34} {}", visible(scenario.name), visible(scenario.file));
  for (const std::string& tag : scenario.tags) out << " #" << visible(tag);
  out << '\n';
  if (!scenario.about.empty()) out << "    " << visible(scenario.about) << '\n';
}

}  // namespace

Exit list_command(const Arguments& arguments, Streams& io) {
  std::vector<std::string> files;
  Options options("list", "Lists scenarios: of files, or those that come with ensaio.",
                  "  ensaio list\n"
                  "  ensaio list pack:basics\n");
  options.words("FILE", files, "scenario files, directories or pack:NAME; else all packs");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (files.empty()) files.emplace_back("pack:all");
  const Stories stories = read_stories(read_inputs(files, Folders::Taken, io.in), {});
  for (const Story& story : stories.stories) print(story.scenario, io.out);
  // Warnings are for those who check and run.
  return has_errors(stories.problems) && tell_problems(stories, io) ? Exit::Refused : Exit::Passed;
}

}  // namespace ensaio
