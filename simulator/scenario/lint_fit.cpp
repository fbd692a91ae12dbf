#include "simulator/scenario/lint_fit.hpp"

#include <string_view>

#include "simulator/base/overloaded.hpp"
#include "simulator/document/codes.hpp"

namespace ensaio {
namespace {

class FitLint {
 public:
  FitLint(const Scenario& scenario, Problems& problems)
      : scenario_(scenario), problems_(problems) {}

  void check(const Steps& steps) {
    for (const Step& step : steps) {
      if (step.intent.empty()) check(step);
    }
  }

 private:
  void check(const Step& step) {
    std::visit(Overloaded{
                   [&](const StatusStep& status) {
                     check_played(step, status);
                     check_chat(step, scenario_.messages[status.messages.front()].chat);
                   },
                   [&](const DeliveryStep& delivery) {
                     check_chat(step, scenario_.messages[delivery.message].chat);
                   },
                   [&](const GroupStep& group) { check(group.steps); },
                   [&](const ParallelStep& parallel) {
                     for (const Branch& branch : parallel.branches) check(branch.steps);
                   },
                   [&](const ShuffleStep& shuffle) { check(shuffle.steps); },
                   [&](const ChooseStep& choose) {
                     for (const Option& option : choose.options) check(option.steps);
                   },
                   [&](const RepeatStep& repeat) { check(repeat.steps); },
                   [](const auto&) {},
               },
               step.action);
  }

  void check_played(const Step& step, const StatusStep& status) {
    if (status.status != MessageStatus::Played) return;
    for (const MessageIndex index : status.messages) {
      const MessageRole& message = scenario_.messages[index];
      if (message.type != "text") continue;
      warn(Code::PlayedText, step, "'" + message.name + "' is played, but is a text",
           "messages: { " + message.name + ": { type: audio } }");
      return;
    }
  }

  void check_chat(const Step& step, ChatIndex chat) {
    if (!step.modifiers) return;
    for (const FieldEdit& edit : step.modifiers->edits) {
      if (edit.what == FieldEdit::Do::Remove) continue;
      if (names_other_phone(edit, chat) || names_other_message(edit, chat)) {
        warn(Code::ForeignChat, step, "the message and the phone are of different chats",
             "is it meant? say so: intent: \"why\"");
        return;
      }
    }
  }

  bool names_other_phone(const FieldEdit& edit, ChatIndex chat) const {
    if (edit.path != "phone" && edit.path != "/phone") return false;
    for (ChatIndex i = 0; i < scenario_.chats.size(); ++i) {
      const ChatRole& other = scenario_.chats[i];
      const bool is_it = edit.json == "\"{{ chats." + other.name + ".phone }}\"" ||
                         (!other.phone.empty() && edit.json == "\"" + other.phone + "\"");
      if (is_it) return i != chat;
    }
    return false;
  }

  bool names_other_message(const FieldEdit& edit, ChatIndex chat) const {
    const std::string_view path = edit.path;
    if (!path.starts_with("ids") && !path.starts_with("/ids") && path != "messageId") return false;
    for (const MessageRole& other : scenario_.messages) {
      if (other.chat == chat) continue;
      const auto holds = [&](const std::string& text) {
        return edit.json.find(text) != std::string::npos;
      };
      if (holds("{{ messages." + other.name + ".id }}")) return true;
      if (!other.id.empty() && holds("\"" + other.id + "\"")) return true;
    }
    return false;
  }

  void warn(Code code, const Step& step, std::string message, std::string note) {
    const Place& place = step.place;
    problems_.push_back({code, Severity::Warning, scenario_.files[place.file], place.mark,
                         place.width, std::move(message), "", std::move(note)});
  }

  const Scenario& scenario_;
  Problems& problems_;
};

}  // namespace

void lint_fit(const Scenario& scenario, Problems& problems) {
  FitLint(scenario, problems).check(scenario.steps);
}

}  // namespace ensaio
