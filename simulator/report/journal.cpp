#include "simulator/report/journal.hpp"

#include <nlohmann/json.hpp>

#include "simulator/report/attempt_json.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;

std::string line_of(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace

void Journal::begin(const JournalHead& head) {
  put(line_of({{"schema", "ensaio.journal/1"},
               {"version", head.version},
               {"seed", head.seed},
               {"target", head.target},
               {"started", head.started}}));
}

void Journal::add(const std::string& scenario, std::uint64_t telling, const Attempt& attempt) {
  if (add(scenario, telling, attempt_json(attempt))) ++lines_;
}

void Journal::add(const std::string& scenario, std::uint64_t telling, const AwaitedCall& await) {
  add(scenario, telling, await_json(await));
}

/// Whether there was room.
bool Journal::add(const std::string& scenario, std::uint64_t telling, const std::string& json) {
  std::string line = line_of({{"scenario", scenario}, {"telling", telling}});
  line.replace(line.size() - 2, 2, ",");  // The object goes on with the attempt's fields.
  line += json.substr(1) + '\n';
  if (left_out_ > 0 || bytes_ + line.size() > most_bytes_) {
    ++left_out_;  // And all that follow, even where they would fit: no gaps.
    return false;
  }
  put(line);
  return true;
}

void Journal::end(const RunRecord& run) {
  ordered_json told{{"verdict", kVerdicts.text(run.verdict)},
                    {"exit", run.exit},
                    {"scenarios", run.scenarios.size()},
                    {"attempts", lines_},
                    {"left_out", left_out_},
                    {"asides", run.asides},
                    {"account", ordered_json::parse(account_json(run.account))}};
  if (!run.trouble.empty()) told["trouble"] = run.trouble;
  put(line_of(told));
}

void Journal::put(const std::string& line) {
  if (is_broken_) return;
  is_broken_ = !put_(line);
  bytes_ += line.size();
}

}  // namespace ensaio
