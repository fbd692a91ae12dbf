#include <algorithm>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_load_profile.hpp"

// The phases of a load profile, and the conditions that name them.

namespace ensaio {
namespace {

constexpr Offset kLongestRun = std::chrono::hours(1000);
constexpr double kMostConversations = 1e12;

bool is_true(const Node& map, std::string_view key, bool otherwise) {
  const auto found = scalar_at(map, key);
  return found ? found->text() == "true" : otherwise;
}

/// One that cannot be read has no time.
LoadPhase read_phase(const Page& page, const Node& node, std::size_t number) {
  LoadPhase phase{.name = text_at(node, "name")};
  if (phase.name.empty()) phase.name = "phase " + std::to_string(number);
  const auto rate = parse_ramp(text_at(node, "rate"));
  phase.rate = rate.value_or(Ramp{});
  phase.arrivals = kArrivalPatterns.parse(text_at(node, "arrivals")).value_or(ArrivalPattern::Even);
  phase.judged = is_true(node, "judged", true);
  phase.hold = is_true(node, "hold", false);
  const auto lasts = scalar_at(node, "for");
  const auto time = lasts ? parse_duration(lasts->text()) : std::nullopt;
  if (time == Offset::zero()) {
    page.error(Code::BadLoad, *lasts,
               {.message = "a phase takes some time", .hint = "such as 30s"});
  }
  phase.lasts = rate ? time.value_or(Offset::zero()) : Offset::zero();
  return phase;
}

void check_name(const Page& page, const std::vector<LoadPhase>& phases, const Node& node,
                const LoadPhase& phase) {
  if (std::ranges::find(phases, phase.name, &LoadPhase::name) == phases.end()) return;
  page.error(Code::DuplicateName, scalar_at(node, "name").value_or(node),
             {.message = "a second phase is called '" + phase.name + "'",
              .hint = "conditions name phases"});
}

/// That they are no more and no less than can be played.
void check_sum(const Page& page, const Node& list, const std::vector<LoadPhase>& phases) {
  Offset lasts{};
  double count = 0;
  bool timeless = phases.empty();
  for (const LoadPhase& phase : phases) {
    lasts = std::min(lasts, kLongestRun) + phase.lasts;
    timeless = timeless || phase.lasts == Offset::zero();
    const double mean = (phase.rate.from.per_second() + phase.rate.to.per_second()) / 2;
    count += mean * std::chrono::duration<double>(phase.lasts).count();
  }
  if (lasts > kLongestRun) {
    page.error(Code::BadLoad, list, {.message = "these phases last longer than 1000h"});
  } else if (count > kMostConversations) {
    page.error(Code::BadLoad, list, {.message = "these phases have more than 10^12 conversations"});
  } else if (count == 0 && !timeless) {
    page.error(Code::BadLoad, list,
               {.message = "no conversation begins in these phases",
                .hint = "one of them needs a rate over 0/s"});
  }
}

/// Where a part of a condition stands. Only of a plain or simply quoted scalar in one line that is
/// known; else it is told of the whole.
struct Part {
  Mark mark{};
  std::uint32_t width = 1;
};

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

Part part_of(const Node& scalar, std::size_t at, std::size_t width) {
  const std::uint32_t quotes = scalar.quoted() ? 1 : 0;
  const std::string_view text = scalar.text();
  if (scalar.width() != characters(text) + 2 * quotes) return {scalar.mark(), scalar.width()};
  Mark mark = scalar.mark();
  mark.column += quotes + characters(text.substr(0, at));
  return {mark, std::max(1U, characters(text.substr(at, width)))};
}

/// Reads the conditions of a profile whose phases and mix are known.
class ConditionsReader {
 public:
  ConditionsReader(const Page& page, bool incomplete, const LoadProfile& profile) : page_(page) {
    names_.incomplete = incomplete;
    for (const LoadPhase& phase : profile.phases) {
      names_.phases.emplace_back(phase.name);
      if (!phase.judged) names_.unjudged.emplace_back(phase.name);
    }
    for (const MixedScenario& mixed : profile.mix) {
      names_.scenarios.emplace_back(mixed.scenario.name);
    }
  }

  std::vector<Condition> read(std::string_view key, ConditionUse use) const {
    std::vector<Condition> conditions;
    for (const Node& item : items_of(page_.document->find(key))) {
      if (!item.is(NodeKind::Scalar) || item.stands_in() || item.text().empty()) continue;
      auto condition = parse_condition(item.text(), names_, use);
      if (condition) {
        (*condition).place = page_.place(item);
        conditions.push_back(*std::move(condition));
      } else {
        tell(item, condition.error());
      }
    }
    return conditions;
  }

 private:
  void tell(const Node& item, const ConditionMistake& mistake) const {
    const Part part = part_of(item, mistake.at, mistake.width);
    page_.draft().problems.push_back({mistake.code, Severity::Error, page_.file_name(), part.mark,
                                      part.width, mistake.message, mistake.hint, mistake.note});
  }

  const Page& page_;
  ConditionNames names_{};
};

}  // namespace

std::vector<LoadPhase> read_load_phases(const Page& page) {
  std::vector<LoadPhase> phases;
  const auto list = node_at(*page.document, "phases", NodeKind::List);
  if (!list) return phases;
  for (const Node& node : items_of(list)) {
    LoadPhase phase = read_phase(page, node, phases.size() + 1);
    check_name(page, phases, node, phase);
    phases.push_back(std::move(phase));
  }
  check_sum(page, *page.document->key("phases"), phases);
  return phases;
}

void read_conditions(const Page& page, bool incomplete, LoadProfile& profile) {
  const ConditionsReader reader(page, incomplete, profile);
  profile.pass_when = reader.read("pass_when", ConditionUse::AtTheEnd);
  profile.valid_when = reader.read("valid_when", ConditionUse::AtTheEnd);
  profile.stop_when = reader.read("stop_when", ConditionUse::Ongoing);
}

}  // namespace ensaio
