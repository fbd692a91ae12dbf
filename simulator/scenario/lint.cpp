#include "simulator/scenario/lint.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "simulator/base/overloaded.hpp"
#include "simulator/scenario/codes.hpp"
#include "simulator/scenario/lint_fit.hpp"
#include "simulator/scenario/lint_length.hpp"
#include "simulator/scenario/story.hpp"

namespace ensaio {
namespace {

/// How many tellings of one message or chat are looked at on either side of each.
constexpr std::size_t kWindow = 32;

using Tellings = std::vector<const Telling*>;

/// The order of what is told of one message, or one chat.
class OrderLint {
 public:
  OrderLint(const Scenario& scenario, const Story& story, Problems& problems)
      : scenario_(scenario), story_(story), problems_(problems) {}

  void check(const Tellings& tellings) {
    for (std::size_t i = 0; i < tellings.size(); ++i) {
      if (tellings[i]->meant) continue;
      const std::size_t from = i > kWindow ? i - kWindow : 0;
      const std::size_t to = std::min(tellings.size(), i + kWindow + 1);
      near_.assign(tellings.begin() + static_cast<std::ptrdiff_t>(from),
                   tellings.begin() + static_cast<std::ptrdiff_t>(to));
      if (tellings[i]->what == Telling::What::Read) check_read(*tellings[i]);
      if (tellings[i]->what == Telling::What::Received) check_received(*tellings[i]);
      if (tellings[i]->what == Telling::What::Paused) check_paused(*tellings[i]);
    }
  }

 private:
  template <class Is>
  const Telling* find(Telling::What what, const Is& is) const {
    for (const Telling* telling : near_) {
      if (telling->what == what && is(*telling)) return telling;
    }
    return nullptr;
  }

  bool before(const Telling& a, const Telling& b) const { return story_.surely_before(a, b); }

  /// A SENT of nobody in particular is everybody's.
  void check_read(const Telling& read) {
    const auto concerns = [&](const Telling& sent) { return !sent.by || sent.by == read.by; };
    const Telling* sent = find(Telling::What::Sent, [&](const Telling& other) {
      return concerns(other) && !other.meant && before(read, other);
    });
    const Telling* in_time = find(Telling::What::Sent, [&](const Telling& other) {
      return concerns(other) && !before(read, other);
    });
    if (sent == nullptr || in_time != nullptr) return;
    warn(Code::ReadBeforeSent, read, "is read before it is sent, in line " + line_of(*sent));
  }

  void check_received(const Telling& received) {
    const Telling* read = find(Telling::What::Read, [&](const Telling& other) {
      return other.by == received.by && !other.meant && before(other, received);
    });
    if (read == nullptr) return;
    warn(Code::ReceivedAfterRead, received,
         "is received after it was read, in line " + line_of(*read));
  }

  void check_paused(const Telling& paused) {
    const Telling* typing =
        find(Telling::What::Typing, [&](const Telling& other) { return !before(paused, other); });
    const Telling* again = find(Telling::What::Paused, [&](const Telling& earlier) {
      if (&earlier == &paused || !before(earlier, paused)) return false;
      return find(Telling::What::Typing, [&](const Telling& other) {
               return !before(other, earlier) && !before(paused, other);
             }) == nullptr;
    });
    if (again != nullptr) {
      warn(Code::PausedTwice, paused, "pauses a second time, after line " + line_of(*again));
    } else if (typing == nullptr) {
      warn(Code::PausedAlone, paused, "pauses without having typed or recorded");
    }
  }

  static std::string line_of(const Telling& telling) {
    return std::to_string(telling.step->place.mark.line);
  }

  void warn(Code code, const Telling& telling, const std::string& does) {
    const Place& place = telling.step->place;
    if (!told_.emplace(code, place.file, place.mark.line, place.mark.column).second) return;
    const bool is_chat = telling.what == Telling::What::Paused;
    const std::string& name =
        is_chat ? scenario_.chats[telling.about].name : scenario_.messages[telling.about].name;
    problems_.push_back({code, Severity::Warning, scenario_.files[place.file], place.mark,
                         place.width, "'" + name + "' " + does, "",
                         "is it meant? say so: intent: \"why\""});
  }

  const Scenario& scenario_;
  const Story& story_;
  Problems& problems_;
  Tellings near_{};
  std::set<std::tuple<Code, std::uint32_t, std::uint32_t, std::uint32_t>> told_{};
};

bool is_of_chat(const Telling& telling) {
  return telling.what == Telling::What::Typing || telling.what == Telling::What::Paused;
}

}  // namespace

Problems order_lint(const Scenario& scenario) {
  Problems problems;
  const Story told = story(scenario);
  std::map<std::pair<bool, std::uint32_t>, Tellings> by_subject;
  for (const Telling& telling : told.tellings) {
    by_subject[{is_of_chat(telling), telling.about}].push_back(&telling);
  }
  OrderLint order(scenario, told, problems);
  for (const auto& [subject, tellings] : by_subject) order.check(tellings);
  lint_fit(scenario, problems);
  lint_length(scenario, problems);
  return problems;
}

}  // namespace ensaio
