#include <algorithm>
#include <iterator>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/lint.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_rules.hpp"
#include "simulator/scenario/read_scenario_file.hpp"
#include "simulator/scenario/read_steps.hpp"
#include "simulator/scenario/use.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/slot.hpp"

// What follows by a rule: its own steps, or a scenario from another file.

namespace ensaio {
namespace {

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

/// Reads the story of one rule.
class StoryReader {
 public:
  StoryReader(const Sources& sources, Problems& problems)
      : sources_(sources), problems_(problems) {}

  std::shared_ptr<const RuleStory> own_story(const Node& rule, const Rule& made, std::string name);
  std::shared_ptr<const RuleStory> played(const Node& path);

 private:
  void check_overtake(const Node& steps, Draft& draft, RuleStory& story);
  void error(Code code, const Node& at, Saying saying) {
    problems_.push_back(problem_at(Severity::Error, code, sources_.file, at, std::move(saying)));
  }

  const Sources& sources_;
  Problems& problems_;
};

/// What a rule's `message` is: of send-audio an audio. One of another type has no text to be told.
MessageRole message_after(const std::string& route) {
  constexpr std::string_view kSend = "send-";
  MessageRole message{.name = "message", .text = "{{ message.text }}"};
  if (!route.starts_with(kSend) || route.find('*') != std::string::npos) return message;
  message.type = route.substr(kSend.size());
  const auto types = received_variants(Dialect::Zapi);
  if (message.type != "text" && std::ranges::find(types, message.type) != types.end()) {
    message.text.clear();
  }
  return message;
}

/// Names the send's chat and message, before anything of the page is read. A person who is in no
/// address book is shown by the phone.
void bind(Page& page, const Rule& rule) {
  Scenario& scenario = page.scenario();
  scenario.chats.push_back({.name = "chat", .display_name = slot_mark(Slot::Phone, 0)});
  scenario.chats.push_back({.name = "somebody there"});  // No name that a file could give.
  scenario.messages.push_back(message_after(rule.after));
  scenario.saved.emplace_back("message.text");
  page.draft().saves.emplace("message.text", Mark{});
  page.names.chats.emplace("chat", 0);
  page.names.messages.emplace("message", 0);
  page.names.own_chats = 1;
  page.names.only = 0;
}

/// What the lint says that is none of a rule's business: how long it takes, and of many routes at
/// once what the message is.
void drop_foreign(Problems& problems, const Rule& rule) {
  for (Problem& problem : problems) {
    if (problem.code == Code::PlayedText) problem.note = "after send-audio and send-video it is";
  }
  const bool many = rule.after.find('*') != std::string::npos;
  std::erase_if(problems, [&](const Problem& problem) {
    return problem.code == Code::LongRealTime || (many && problem.code == Code::PlayedText);
  });
}

std::shared_ptr<const RuleStory> StoryReader::own_story(const Node& rule, const Rule& made,
                                                        std::string name) {
  Draft draft{.options = sources_.options, .dialect_known = false};
  Scenario& scenario = draft.scenario;
  scenario.file = sources_.file;
  scenario.files.push_back(sources_.file);
  scenario.name = std::move(name);
  RuleStory story{.chat = 0, .message = 0, .somebody = 1, .binds_text = true};
  {
    Page main(draft, 0, nullptr);
    main.document = rule;
    scenario.place = main.place(*rule.key("after"));
    scenario.instances.emplace_back();
    bind(main, made);
    Library library(sources_.read, draft.problems);
    if (library.survey(sources_.file, rule) <= kMostSteps) {
      look_ahead(main, library);
      draft.reading_steps = true;
      scenario.steps = read_steps(main, *rule.find("steps"), Depth::Outermost);
    }
  }
  check_overtake(*rule.find("steps"), draft, story);
  if (!has_errors(draft.problems)) {
    Problems lint = order_lint(scenario);
    drop_foreign(lint, made);
    append(draft.problems, std::move(lint));
  }
  append(problems_, std::move(draft.problems));
  story.scenario = std::move(scenario);
  return std::make_shared<const RuleStory>(std::move(story));
}

bool same_place(const Mark& a, const Mark& b) { return a.line == b.line && a.column == b.column; }

/// `overtake` stands on the first step, where a scenario's would stand on the first after an await:
/// what was said of that is taken back.
void StoryReader::check_overtake(const Node& steps, Draft& draft, RuleStory& story) {
  for (const Node step : steps) {
    const auto key = step.is(NodeKind::Map) ? step.key("overtake") : std::nullopt;
    if (!key) continue;
    std::erase_if(draft.scenario.unplayable, [&](const Unplayable& thing) {
      return thing.what == "overtake" && same_place(thing.place.mark, key->mark());
    });
    std::erase_if(draft.problems, [&](const Problem& problem) {
      return problem.code == Code::NotAModifier && same_place(problem.mark, key->mark());
    });
    if (text_at(step, "overtake") != "true") continue;
    if (same_place(step.mark(), (*steps.begin()).mark())) {
      story.overtake = true;
      continue;
    }
    error(Code::BadRule, *key,
          {.message = "only the first step can overtake our answer",
           .hint = "put it there",
           .note = "any step after it comes after our answer"});
  }
}

std::shared_ptr<const RuleStory> StoryReader::played(const Node& path) {
  LoadOptions options = sources_.options;
  options.target_given = true;  // The application says where its callbacks go.
  auto draft = read_scenario_file(path, {sources_.file, options, sources_.read}, problems_);
  if (!draft) return nullptr;
  append(problems_, std::move(draft->problems));
  return std::make_shared<const RuleStory>(played_story(std::move(draft->scenario)));
}

/// The index of the one called `name`, else of the only one.
template <class Role>
std::optional<std::uint32_t> bound(const std::vector<Role>& roles, std::string_view name) {
  const auto found = std::ranges::find(roles, name, &Role::name);
  if (found != roles.end()) return static_cast<std::uint32_t>(found - roles.begin());
  return roles.size() == 1 ? std::optional<std::uint32_t>(0) : std::nullopt;
}

}  // namespace

RuleStory played_story(Scenario scenario) {
  RuleStory story;
  story.message = bound(scenario.messages, "message");
  if (story.message && scenario.messages[*story.message].count > 1) story.message.reset();
  story.chat =
      story.message ? scenario.messages[*story.message].chat : bound(scenario.chats, "chat");
  story.scenario = std::move(scenario);
  return story;
}

Rule play_rule(Scenario scenario) {
  Rule rule{.where = "--play " + scenario.file, .after = "update-*"};
  rule.story = std::make_shared<const RuleStory>(played_story(std::move(scenario)));
  return rule;
}

std::shared_ptr<const RuleStory> read_own_story(const Node& rule, const Rule& made,
                                                std::string name, const Sources& sources,
                                                Problems& problems) {
  return StoryReader(sources, problems).own_story(rule, made, std::move(name));
}

std::shared_ptr<const RuleStory> read_played_story(const Node& path, const Sources& sources,
                                                   Problems& problems) {
  return StoryReader(sources, problems).played(path);
}

}  // namespace ensaio
