#include "mock_api/runs.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "simulator/report/attempt_json.hpp"

namespace ensaio {

using nlohmann::ordered_json;

Runs::Begun Runs::begin(std::shared_ptr<const Story> story, std::shared_ptr<Rendition> rendition,
                        std::string instance, Plan plan) {
  forget_oldest();
  Run run{.story = std::move(story),
          .rendition = std::move(rendition),
          .instance = std::move(instance),
          .plan = std::move(plan),
          .recorder = nullptr};
  run.recorder = std::make_unique<Recorder>(Showing{
      run.story->scenario, run.story->script, run.rendition->cast, run.rendition->surroundings});
  Begun begun{.id = ++last_, .plan_hash = run.plan.hash};
  runs_.emplace(begun.id, std::move(run));
  return begun;
}

void Runs::told(std::uint64_t id, const Outcome& outcome) {
  const auto run = runs_.find(id);
  if (run != runs_.end()) run->second.recorder->add(outcome);
}

void Runs::heard(std::uint64_t id, const CallNews& news) {
  const auto run = runs_.find(id);
  if (run != runs_.end()) run->second.recorder->add(news);
}

void Runs::over(std::uint64_t id, Stop stop) {
  const auto found = runs_.find(id);
  if (found == runs_.end()) return;
  Run& run = found->second;
  const std::string& text = run.story->text;
  ScenarioRecord record = run.recorder->record(run.plan, stop, [&text](const std::string&) {
    return std::optional<std::string_view>(text);
  });
  record.seed = run.rendition->seed.value;
  record.clock = clock_text(run.rendition->clock);
  run.stop = stop;
  run.record = std::move(record);
}

std::size_t Runs::under_way(const std::string& instance) const {
  return static_cast<std::size_t>(std::ranges::count_if(runs_, [&](const auto& entry) {
    const Run& run = entry.second;
    return !run.record && (instance.empty() || run.instance == instance);
  }));
}

std::string Runs::state(const Run& run) {
  if (!run.record) return "running";
  return run.stop == Stop::Interrupted ? "cancelled" : "finished";
}

std::string Runs::json(std::uint64_t id) const {
  const Run& run = runs_.at(id);
  ordered_json told{{"id", std::to_string(id)}, {"state", state(run)}};
  if (!run.instance.empty()) told["instance"] = run.instance;
  if (run.record) {
    told.update(ordered_json::parse(scenario_json(*run.record)));
  } else {
    told["name"] = run.story->scenario.name;
    told["seed"] = run.rendition->seed.value;
    told["plan_hash"] = run.plan.hash;
  }
  return told.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string Runs::list_json(const std::string& instance) const {
  ordered_json all = ordered_json::array();
  for (const auto& [id, run] : runs_) {
    if (!instance.empty() && run.instance != instance) continue;
    ordered_json one{{"id", std::to_string(id)},
                     {"state", state(run)},
                     {"instance", run.instance},
                     {"name", run.story->scenario.name},
                     {"seed", run.rendition->seed.value}};
    if (run.record) one["verdict"] = kVerdicts.text(run.record->verdict);
    all.push_back(std::move(one));
  }
  return ordered_json{{"runs", std::move(all)}}.dump(-1, ' ', false,
                                                     ordered_json::error_handler_t::replace);
}

void Runs::forget_oldest() {
  const auto is_over = [](const auto& entry) { return entry.second.record.has_value(); };
  if (runs_.size() < kMostOver) return;
  auto over = static_cast<std::size_t>(std::ranges::count_if(runs_, is_over));
  for (auto run = runs_.begin(); run != runs_.end() && over >= kMostOver;) {
    if (!is_over(*run)) {
      ++run;
      continue;
    }
    run = runs_.erase(run);
    --over;
  }
}

void Runs::forget(const std::string& instance) {
  std::erase_if(runs_, [&](const auto& entry) {
    return entry.second.record && (instance.empty() || entry.second.instance == instance);
  });
}

}  // namespace ensaio
