#include "simulator/scenario/lint.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "simulator/base/overloaded.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/scenario/course.hpp"
#include "simulator/scenario/lint_fit.hpp"
#include "simulator/scenario/lint_length.hpp"

namespace ensaio {
namespace {

/// How many mentions of one message or chat are looked at on either side of each.
constexpr std::size_t kWindow = 32;

using Mentions = std::vector<const Mention*>;

/// The order of what is told of one message, or one chat.
class OrderLint {
 public:
  OrderLint(const Scenario& scenario, const Course& course, Problems& problems)
      : scenario_(scenario), course_(course), problems_(problems) {}

  void check(const Mentions& mentions) {
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (mentions[i]->meant) continue;
      const std::size_t from = i > kWindow ? i - kWindow : 0;
      const std::size_t to = std::min(mentions.size(), i + kWindow + 1);
      near_.assign(mentions.begin() + static_cast<std::ptrdiff_t>(from),
                   mentions.begin() + static_cast<std::ptrdiff_t>(to));
      if (mentions[i]->what == Mention::What::Read) check_read(*mentions[i]);
      if (mentions[i]->what == Mention::What::Received) check_received(*mentions[i]);
      if (mentions[i]->what == Mention::What::Paused) check_paused(*mentions[i]);
    }
  }

 private:
  template <class Is>
  const Mention* find(Mention::What what, const Is& is) const {
    for (const Mention* mention : near_) {
      if (mention->what == what && is(*mention)) return mention;
    }
    return nullptr;
  }

  bool before(const Mention& a, const Mention& b) const { return course_.surely_before(a, b); }

  /// A SENT of nobody in particular is everybody's.
  void check_read(const Mention& read) {
    const auto concerns = [&](const Mention& sent) { return !sent.by || sent.by == read.by; };
    const Mention* sent = find(Mention::What::Sent, [&](const Mention& other) {
      return concerns(other) && !other.meant && before(read, other);
    });
    const Mention* in_time = find(Mention::What::Sent, [&](const Mention& other) {
      return concerns(other) && !before(read, other);
    });
    if (sent == nullptr || in_time != nullptr) return;
    warn(Code::ReadBeforeSent, read, "is read before it is sent, in line " + line_of(*sent));
  }

  void check_received(const Mention& received) {
    const Mention* read = find(Mention::What::Read, [&](const Mention& other) {
      return other.by == received.by && !other.meant && before(other, received);
    });
    if (read == nullptr) return;
    warn(Code::ReceivedAfterRead, received,
         "is received after it was read, in line " + line_of(*read));
  }

  void check_paused(const Mention& paused) {
    const Mention* typing =
        find(Mention::What::Typing, [&](const Mention& other) { return !before(paused, other); });
    const Mention* again = find(Mention::What::Paused, [&](const Mention& earlier) {
      if (&earlier == &paused || !before(earlier, paused)) return false;
      return find(Mention::What::Typing, [&](const Mention& other) {
               return !before(other, earlier) && !before(paused, other);
             }) == nullptr;
    });
    if (again != nullptr) {
      warn(Code::PausedTwice, paused, "pauses a second time, after line " + line_of(*again));
    } else if (typing == nullptr) {
      warn(Code::PausedAlone, paused, "pauses without having typed or recorded");
    }
  }

  static std::string line_of(const Mention& mention) {
    return std::to_string(mention.step->place.mark.line);
  }

  void warn(Code code, const Mention& mention, const std::string& does) {
    const Place& place = mention.step->place;
    if (!told_.emplace(code, place.file, place.mark.line, place.mark.column).second) return;
    const bool is_chat = mention.what == Mention::What::Paused;
    const std::string& name =
        is_chat ? scenario_.chats[mention.about].name : scenario_.messages[mention.about].name;
    problems_.push_back({code, Severity::Warning, scenario_.files[place.file], place.mark,
                         place.width, "'" + name + "' " + does, "",
                         "is it meant? say so: intent: \"why\""});
  }

  const Scenario& scenario_;
  const Course& course_;
  Problems& problems_;
  Mentions near_{};
  std::set<std::tuple<Code, std::uint32_t, std::uint32_t, std::uint32_t>> told_{};
};

bool is_of_chat(const Mention& mention) {
  return mention.what == Mention::What::Typing || mention.what == Mention::What::Paused;
}

}  // namespace

Problems order_lint(const Scenario& scenario) {
  Problems problems;
  const Course told = course(scenario);
  std::map<std::pair<bool, std::uint32_t>, Mentions> by_subject;
  for (const Mention& mention : told.mentions) {
    by_subject[{is_of_chat(mention), mention.about}].push_back(&mention);
  }
  OrderLint order(scenario, told, problems);
  for (const auto& [subject, mentions] : by_subject) order.check(mentions);
  lint_fit(scenario, problems);
  lint_length(scenario, problems);
  return problems;
}

}  // namespace ensaio
