#include "simulator/scenario/read_scenario.hpp"

#include <algorithm>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_cast.hpp"
#include "simulator/scenario/read_expectation.hpp"
#include "simulator/scenario/read_modifiers.hpp"
#include "simulator/scenario/read_oracle.hpp"
#include "simulator/scenario/read_steps.hpp"
#include "simulator/scenario/use.hpp"

namespace ensaio {
namespace {

/// A scenario's own page, and the project's beside it.
struct Desk {
  Page& main;
  Page* project;  ///< Null: there is none.

  /// The page that says `key`: the scenario's own, else the project's; null where neither does.
  Page* with(std::string_view key) const {
    if (main.document->has(key)) return &main;
    return project != nullptr && project->document->has(key) ? project : nullptr;
  }
};

void append_texts(const std::optional<Node>& list, std::vector<std::string>& texts) {
  if (!list) return;
  for (const Node& text : scalars_of(*list)) texts.emplace_back(text.text());
}

void read_head(const Node& document, Scenario& scenario) {
  scenario.name = text_at(document, "scenario");
  scenario.about = text_at(document, "about");
  append_texts(document.find("tags"), scenario.tags);
  scenario.seed = unsigned_at(document, "seed");
  if (const auto start = scalar_at(document, "start")) scenario.start = parse_time(start->text());
  if (const auto clock = scalar_at(document, "clock")) {
    scenario.clock = parse_clock(clock->text()).value_or(Clock{});
    scenario.clock_given = true;
  }
  scenario.pace = kPaces.parse(text_at(document, "pace")).value_or(Pace::Answered);
}

void read_dialect(const Desk& desk) {
  Draft& draft = desk.main.draft();
  if (draft.options.dialect) {
    draft.scenario.dialect = *draft.options.dialect;
    return;
  }
  const Page* page = desk.with("dialect");
  if (page == nullptr) return;
  const auto dialect = kDialects.parse(text_at(*page->document, "dialect"));
  draft.dialect_known = dialect.has_value();
  draft.scenario.dialect = dialect.value_or(Dialect::Zapi);
}

void read_env(const Desk& desk) {
  auto& env = desk.main.scenario().env;
  append_texts(desk.main.document->find("env"), env);
  if (desk.project != nullptr) append_texts(desk.project->document->find("env"), env);
  std::vector<std::string> once;
  for (std::string& name : env) {
    const bool known = std::find(once.begin(), once.end(), name) != once.end();
    if (!known) once.push_back(std::move(name));
  }
  env = std::move(once);
}

void read_webhooks(const Page& main) {
  const auto webhooks = node_at(*main.document, "webhooks", NodeKind::Map);
  if (!webhooks) return;
  for (const Node kind : *webhooks) {
    const auto parsed = kKinds.parse(kind.text());
    if (!parsed && kind.text() != "every") continue;
    main.scenario().webhooks.push_back({parsed, main.text(kind.value())});
  }
}

void read_judgement(const Desk& desk) {
  if (const auto expect = node_at(*desk.main.document, "expect", NodeKind::Map)) {
    desk.main.scenario().expect = read_run_expectation(desk.main, *expect);
  }
}

void read_cast(const Desk& desk) {
  read_instances(desk.main, desk.project);
  read_chats(desk.main, nullptr);
  if (desk.project != nullptr) add_project_chats(desk.main, *desk.project);
  read_messages(desk.main, nullptr);
}

void read_body(const Desk& desk, Library& library, const Sources& sources) {
  Draft& draft = desk.main.draft();
  const auto surveyed = library.survey(sources.file, *desk.main.document);
  if (surveyed > kMostSteps) return;
  look_ahead(desk.main, library);
  read_env(desk);
  read_webhooks(desk.main);
  read_defaults(desk.main, desk.project);
  add_default_headers(desk.main, sources.headers);
  read_judgement(desk);
  if (Page* page = desk.with("oracle")) read_oracle(*page, sources.read);
  if (Page* page = desk.with("invariants")) read_invariants(*page);
  const auto steps = desk.main.document->find("steps");
  draft.reading_steps = true;
  if (steps) draft.scenario.steps = read_steps(desk.main, *steps, Depth::Outermost);
}

void sort_unplayable(std::vector<Unplayable>& unplayable) {
  std::stable_sort(unplayable.begin(), unplayable.end(),
                   [](const Unplayable& a, const Unplayable& b) {
                     const auto key = [](const Place& place) {
                       return std::tuple(place.file, place.mark.line, place.mark.column);
                     };
                     return key(a.place) < key(b.place);
                   });
}

}  // namespace

Draft read_scenario(const Node& document, const Sources& sources) {
  Draft draft{.options = sources.options};
  Scenario& scenario = draft.scenario;
  scenario.file = sources.file;
  scenario.files.push_back(sources.file);
  Page main(draft, 0, nullptr);
  main.document = document;
  std::optional<Page> project;
  if (sources.project) {
    project.emplace(draft, file_number(scenario, sources.project_file), &main);
    project->document = sources.project;
  }
  if (const auto name = document.find("scenario")) scenario.place = main.place(*name);

  const Desk desk{main, project ? &*project : nullptr};
  Library library(sources.read, draft.problems);
  read_head(document, scenario);
  read_dialect(desk);
  if (project) {
    const auto target = scalar_at(*project->document, "target");
    if (target) scenario.target = project->plain(*target);
  }
  read_cast(desk);
  read_body(desk, library, sources);
  sort_unplayable(scenario.unplayable);
  return draft;
}

}  // namespace ensaio
