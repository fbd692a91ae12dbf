#include "cli/lineup.hpp"

#include <algorithm>
#include <map>

namespace ensaio {
namespace {

/// Further ahead nobody looks: a long run of one scenario must not be walked through at each end.
constexpr std::size_t kLookAhead = 100;

}  // namespace

std::set<std::string> written_names(const Scenario& scenario) {
  std::set<std::string> names;
  for (const ChatRole& chat : scenario.chats) {
    names.insert(chat.phone);
    names.insert(chat.lid);
  }
  for (const MessageRole& message : scenario.messages) names.insert(message.id);
  names.erase("");
  return names;
}

std::set<std::string> heard_instances(const Scenario& scenario) {
  std::set<std::string> names;
  for (const Instance& instance : scenario.instances) {
    names.insert("calls of instance " + instance.id);
  }
  return names;
}

Lineup::Lineup(const std::vector<std::set<std::string>>& names, std::uint64_t rounds,
               std::size_t jobs)
    : total_(names.size() * rounds), jobs_(jobs) {
  std::map<std::string, std::size_t> numbers;
  for (const std::set<std::string>& written : names) {
    Names& own = names_.emplace_back();
    for (const std::string& name : written) {
      own.push_back(numbers.try_emplace(name, numbers.size()).first->second);
    }
  }
  shared_ = numbers.size();
}

bool Lineup::may_begin(std::uint64_t number, std::vector<bool>& taken) const {
  const Names& names = names_of(number);
  const bool free = std::ranges::none_of(names, [&taken](std::size_t i) { return taken[i]; });
  for (const std::size_t name : names) taken[name] = true;
  return free;
}

std::optional<std::uint64_t> Lineup::ready() {
  if (!looked_) ready_ = find_ready();
  looked_ = true;
  return ready_;
}

std::optional<std::uint64_t> Lineup::find_ready() {
  if (exhausted() || under_way_.size() >= jobs_) return std::nullopt;
  std::vector<bool> taken(shared_);
  for (const std::uint64_t number : under_way_) may_begin(number, taken);
  for (const std::uint64_t number : passed_over_) {
    if (may_begin(number, taken)) return number;
  }
  for (; next_ < total_ && passed_over_.size() < kLookAhead; ++next_) {
    passed_over_.push_back(next_);
    if (may_begin(next_, taken)) return next_++;
  }
  return std::nullopt;
}

void Lineup::begun(std::uint64_t number) {
  looked_ = false;
  std::erase(passed_over_, number);
  under_way_.insert(number);
}

void Lineup::over(std::uint64_t number) {
  looked_ = false;
  under_way_.erase(number);
}

}  // namespace ensaio
