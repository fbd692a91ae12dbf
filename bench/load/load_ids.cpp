#include "bench/load/load_ids.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "bench/load/load_cast.hpp"

namespace ensaio {
namespace {

std::vector<LoadCast> casts_of(const LoadCourse& course) {
  std::vector<const Scenario*> scenarios;
  for (const LoadPiece& piece : course.pieces) scenarios.push_back(piece.scenario.get());
  const LoadCast::Shares shares{roles_of(scenarios), message_ids_of(scenarios)};
  std::vector<LoadCast> casts;
  for (const Scenario* scenario : scenarios) {
    casts.emplace_back(*scenario, course.seed, course.numbers, shares);
  }
  return casts;
}

/// Whoever was not asked for longest comes next, so that the first conversations meet the first
/// sets of people.
void tell_phones(const LoadCourse& course, std::vector<LoadCast>& casts, const LoadIdSink& sink) {
  const std::uint64_t conversations = course.due(Offset::max());
  const std::uint64_t sets = course.numbers.as_written ? std::min<std::uint64_t>(1, conversations)
                                                       : std::min(course.people, conversations);
  std::unordered_set<std::string> told;
  for (std::uint64_t people = 0; people < sets; ++people) {
    for (LoadCast& cast : casts) {
      cast.be({.conversation = 0, .people = people});
      for (const Cast::ChatValues& chat : cast.cast().chats) {
        if (told.insert(chat.phone).second) sink(LoadIdKind::Phone, chat.phone);
      }
    }
  }
}

void tell_messages(const LoadCourse& course, std::vector<LoadCast>& casts, const LoadIdSink& sink) {
  const bool listed = !course.numbers.messages.empty();  // Then they come again.
  std::unordered_set<std::string> told;
  const LoadMoments moments = course.moments(0, 1);
  while (const auto moment = moments()) {
    LoadCast& cast = casts[moment->piece];
    cast.be({.conversation = moment->conversation, .people = 0});
    for (const std::string& id : cast.cast().message_ids) {
      if (!listed || told.insert(id).second) sink(LoadIdKind::Message, id);
    }
  }
}

}  // namespace

void tell_load_ids(const LoadCourse& course, const LoadIdSink& sink) {
  std::vector<LoadCast> casts = casts_of(course);
  tell_phones(course, casts, sink);
  tell_messages(course, casts, sink);
}

}  // namespace ensaio
