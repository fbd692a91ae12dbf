#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "simulator/scenario/condition_reader.hpp"

// What stands behind the value of a condition: when, of whom, for how long.

namespace ensaio {
namespace {

constexpr std::string_view kClauses[] = {"during", "of", "for"};

}  // namespace

bool ConditionReader::is_clause(std::size_t word) const {
  return !words_[word].quoted &&
         std::ranges::find(kClauses, words_[word].text) != std::end(kClauses);
}

std::optional<ConditionMistake> ConditionReader::read_clause() {
  const ConditionWord& word = words_[next_++];
  if (!is_clause(next_ - 1)) {
    Saying saying{.message = fmt::format("unknown word '{}'", word.text),
                  .hint = did_you_mean(word.text, {"during", "of", "for"}),
                  .note = "behind the value: during PHASE, of SCENARIO, for DURATION (stop_when)"};
    if (word.text == "in") saying.hint = "did you mean 'during'?";
    if (word.text == "and" || word.text == "&&" || word.text == "or") {
      saying.hint = "one condition in each line";
    }
    return wrong(word, std::move(saying));
  }
  if (next_ == words_.size() || is_clause(next_)) {
    return missing(fmt::format("nothing follows '{}'", word.text), "");
  }
  const bool twice = word.text == "for"  ? made_.lasts.has_value()
                     : word.text == "of" ? made_.scenario.has_value()
                                         : made_.phase.has_value();
  if (twice) return wrong(word, {.message = fmt::format("'{}' is there twice", word.text)});
  if (word.text != "for" && made_.metric == Metric::Reached) {
    return wrong(word, {.message = fmt::format("'{}' cannot stand with reached", word.text),
                        .hint = fmt::format("remove '{}' and what follows it", word.text),
                        .note = "reached is measured of the whole run, and of all scenarios"});
  }
  if (word.text == "of" && use_ == ConditionUse::Ongoing && made_.measure == Measure::Time) {
    return wrong(word, {.message = "in stop_when 'of' can stand with failed and dropped only",
                        .hint = "remove 'of' and what follows it",
                        .note = "times are measured each second of all scenarios together"});
  }
  if (word.text != "for") return read_name(word);
  if (use_ == ConditionUse::AtTheEnd) {
    return wrong(word, {.message = "'for' can stand only in stop_when",
                        .note = "what is judged at the end is judged once"});
  }
  return read_lasts();
}

std::optional<ConditionMistake> ConditionReader::read_lasts() {
  const ConditionWord& word = words_[next_++];
  const Offset asked = made_.time;  // read_time() writes there.
  if (auto mistake = read_time(word)) return mistake;
  made_.lasts = std::exchange(made_.time, asked);
  if (*made_.lasts > Offset::zero()) return std::nullopt;
  return wrong(word, {.message = "it must hold for some time", .hint = "such as 10s"});
}

/// All words up to the next clause: names may have blanks in them.
ConditionWord ConditionReader::whole_name() {
  ConditionWord name = words_[next_++];
  if (name.quoted) return name;
  while (next_ < words_.size() && !is_clause(next_)) {
    const ConditionWord& more = words_[next_++];
    name.width = more.at + more.width - name.at;
  }
  name.text = std::string_view(made_.text).substr(name.at, name.width);
  return name;
}

std::optional<ConditionMistake> ConditionReader::read_name(const ConditionWord& clause) {
  const bool phase = clause.text == "during";
  const ConditionWord name = whole_name();
  return phase ? read_phase(name) : read_scenario(name);
}

std::optional<ConditionMistake> ConditionReader::read_phase(const ConditionWord& name) {
  const auto& phases = names_.phases;
  const auto found = std::ranges::find(phases, name.text);
  if (found == phases.end()) {
    return wrong(
        name, {.message = fmt::format("unknown phase '{}'", name.text),
               .hint = did_you_mean(name.text, phases),
               .note = phases.empty() ? "there are no phases here" : "phases: " + listed(phases)});
  }
  made_.phase = static_cast<std::uint32_t>(found - phases.begin());
  if (std::ranges::find(names_.unjudged, name.text) == names_.unjudged.end()) return std::nullopt;
  return wrong(name, {.message = fmt::format("phase '{}' is not judged", name.text),
                      .hint = "remove judged: false from it, or this condition"});
}

std::optional<ConditionMistake> ConditionReader::read_scenario(const ConditionWord& name) {
  const auto& scenarios = names_.scenarios;
  const auto found = std::ranges::find(scenarios, name.text);
  if (found == scenarios.end()) {
    if (names_.incomplete) return std::nullopt;
    return wrong(name, {.message = fmt::format("unknown scenario '{}'", name.text),
                        .hint = did_you_mean(name.text, scenarios),
                        .note = scenarios.empty() ? "there are no scenarios here"
                                                  : "scenarios: " + listed(scenarios)});
  }
  made_.scenario = static_cast<std::uint32_t>(found - scenarios.begin());
  return std::nullopt;
}

}  // namespace ensaio
