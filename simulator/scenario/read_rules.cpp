#include "simulator/scenario/read_rules.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/grammar/grammar.hpp"
#include "simulator/scenario/lint.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_cast.hpp"
#include "simulator/scenario/read_steps.hpp"
#include "simulator/scenario/rule_routes.hpp"
#include "simulator/scenario/use.hpp"

namespace ensaio {
namespace {

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

/// Reads the rules of one document.
class RuleReader {
 public:
  RuleReader(const Sources& sources, Rules& rules, Problems& problems)
      : sources_(sources), rules_(rules), problems_(problems) {}

  void read(const Node& rule);

 private:
  void read_after(const Node& after, Rule& rule);
  void read_where(const Node& where, Rule& rule);
  void read_story(const Node& rule, Rule& made);
  void check_says(const Node& rule);
  void check_reach(const Node& after, const Rule& rule);
  std::shared_ptr<const RuleStory> own_story(const Node& rule, const Rule& made);
  std::shared_ptr<const RuleStory> played(const Node& path);
  void check_overtake(const Node& steps, RuleStory& story, std::vector<Unplayable>& unplayable);
  void error(Code code, const Node& at, Saying saying) {
    problems_.push_back(problem_at(Severity::Error, code, sources_.file, at, std::move(saying)));
  }
  void warning(const Node& at, Saying saying) {
    problems_.push_back(
        problem_at(Severity::Warning, Code::BadRule, sources_.file, at, std::move(saying)));
  }

  const Sources& sources_;
  Rules& rules_;
  Problems& problems_;
};

void RuleReader::read(const Node& rule) {
  const auto after = rule.is(NodeKind::Map) ? scalar_at(rule, "after") : std::nullopt;
  if (!after) return;
  Rule made{.where = sources_.file + ':' + std::to_string(after->mark().line)};
  read_after(*after, made);
  if (const auto where = node_at(rule, "where", NodeKind::Map)) read_where(*where, made);
  if (const auto answer = node_at(rule, "answer", NodeKind::Map)) {
    made.answer = read_rule_answer(*answer, sources_.file, problems_);
  }
  check_says(rule);
  read_story(rule, made);
  check_reach(*after, made);
  rules_.rules.push_back(std::move(made));
}

/// A key that is no rule's may have been meant to say it, and has been complained about.
void RuleReader::check_says(const Node& rule) {
  for (const Node key : rule) {
    if (key.text() != "after" && key.text() != "where") return;
  }
  error(Code::MissingKey, *rule.begin(),
        {.message = "this rule says nothing of what happens",
         .hint = "add steps, play or answer",
         .note = "steps: [] is silence"});
}

void RuleReader::read_after(const Node& after, Rule& rule) {
  rule.after = after.text();
  if (rule.after.starts_with('/')) {
    const std::string bare = rule.after.substr(rule.after.rfind('/') + 1);
    return error(
        Code::BadRule, after,
        {.message = "a route has no slash before it", .hint = bare.empty() ? "" : "write " + bare});
  }
  if (is_documented_route(rule.after)) return;
  const auto meant = nearest_route(rule.after);
  const bool unknown_update = rule_route(rule.after) == RuleRoute::Registration;
  if (!meant && !unknown_update) return;  // Any route may be called; this one looks like no slip.
  warning(after, {.message = "no provider documents a call '" + rule.after + "'",
                  .hint = meant ? "did you mean '" + std::string(*meant) + "'?" : ""});
}

/// Whether a pattern may mean a phone: digits and stars, and a suffix or the end of one.
bool is_phone_pattern(std::string_view text) {
  constexpr std::string_view kSuffixes[] = {
      "status@broadcast", "@lid", "lid", "-group", "group", "broadcast", "@newsletter"};
  for (const std::string_view suffix : kSuffixes) {
    if (!text.ends_with(suffix)) continue;
    text.remove_suffix(suffix.size());
    break;
  }
  return text.find_first_not_of("0123456789*-") == std::string_view::npos;
}

void RuleReader::read_where(const Node& where, Rule& rule) {
  if (const auto message = scalar_at(where, "message")) rule.message = message->text();
  const auto phone = scalar_at(where, "phone");
  if (!phone) return;
  rule.phone = phone->text();
  if (is_phone_pattern(*rule.phone)) return;
  error(Code::BadPhone, *phone,
        {.message = "'" + *rule.phone + "' is no phone",
         .hint = "write \"5544999999999\" or \"55449*\"",
         .note = "rules know no chats by name"});
}

/// What a rule never gets to, since one before it takes all of its calls.
void RuleReader::check_reach(const Node& after, const Rule& rule) {
  const bool follows = rule.silent || rule.story;
  if (!follows || rule.answer || rule_route(rule.after) != RuleRoute::Send) return;
  for (const Rule& other : rules_.rules) {
    const bool takes_all = (other.silent || other.story) && !other.phone && !other.message &&
                           rule_route(other.after) == RuleRoute::Send;
    if (!takes_all || !means_route(other.after, rule.after)) continue;
    return warning(after, {.message = "this rule is never asked",
                           .hint = "put it before the one at " + other.where,
                           .note = "the first rule that matches wins"});
  }
}

void RuleReader::read_story(const Node& rule, Rule& made) {
  const auto steps = rule.find("steps");
  const auto play = scalar_at(rule, "play");
  if (!steps && !play) return;
  const Node key = *rule.key(steps ? "steps" : "play");
  if (steps && play) {
    return error(Code::ExclusiveKeys, *rule.key("play"),
                 {.message = "both steps and play are given", .hint = "keep one of them"});
  }
  const RuleRoute route = rule_route(made.after);
  if (route == RuleRoute::Other) {
    return error(Code::BadRule, key,
                 {.message = "no callback follows '" + made.after + "'",
                  .hint = "only answer can stand here",
                  .note = "callbacks follow sends (send-*) and registrations (update-webhook-*)"});
  }
  if (play) {
    made.story = played(*play);
  } else if (steps->size() == 0) {
    made.silent = true;
  } else if (route == RuleRoute::Registration) {
    error(Code::BadRule, key,
          {.message = "a registration sends no message that steps could be about",
           .hint = "write play: and a scenario's file"});
  } else {
    made.story = own_story(rule, made);
  }
}

/// Names the send's chat and message, before anything of the page is read.
void bind(Page& page, const Rule& rule) {
  Scenario& scenario = page.scenario();
  scenario.chats.push_back({.name = "chat"});
  MessageRole message{.name = "message", .text = "{{ message.text }}"};
  constexpr std::string_view kSend = "send-";
  const bool plain = rule.after.starts_with(kSend) && rule.after.find('*') == std::string::npos;
  if (plain) message.type = rule.after.substr(kSend.size());
  scenario.messages.push_back(std::move(message));
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
  const bool many = rule.after.find('*') != std::string::npos;
  std::erase_if(problems, [&](const Problem& problem) {
    return problem.code == Code::LongRealTime || (many && problem.code == Code::PlayedText);
  });
}

std::shared_ptr<const RuleStory> RuleReader::own_story(const Node& rule, const Rule& made) {
  Draft draft{.options = sources_.options, .dialect_known = false};
  Scenario& scenario = draft.scenario;
  scenario.file = sources_.file;
  scenario.files.push_back(sources_.file);
  scenario.name = "rule " + std::to_string(rules_.rules.size() + 1);
  RuleStory story{.chat = 0, .message = 0, .binds_text = true};
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
  check_overtake(*rule.find("steps"), story, scenario.unplayable);
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

/// `overtake` stands on the first step, and there it can be played.
void RuleReader::check_overtake(const Node& steps, RuleStory& story,
                                std::vector<Unplayable>& unplayable) {
  for (const Node step : steps) {
    const auto key = step.is(NodeKind::Map) ? step.key("overtake") : std::nullopt;
    if (!key) continue;
    std::erase_if(unplayable, [&](const Unplayable& thing) {
      return thing.what == "overtake" && same_place(thing.place.mark, key->mark());
    });
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

std::shared_ptr<const RuleStory> RuleReader::played(const Node& path) {
  const std::string file = Library::path_from(sources_.file, path.text());
  const auto text = sources_.read(file);
  if (!text) {
    error(Code::BadUse, path,
          {.message = "cannot read '" + file + "': " + text.error().message,
           .hint = text.error().hint,
           .note = "the path is relative to this file"});
    return nullptr;
  }
  LoadOptions options = sources_.options;
  options.target_given = true;  // The application says where its callbacks go.
  const std::vector<Tree> trees = read_yaml(*text, file, problems_);
  std::vector<Node> scenarios;
  for (const Tree& tree : trees) {
    if (document_kind(tree.root(), file, problems_) == DocumentKind::Scenario) {
      scenarios.push_back(tree.root());
    }
  }
  if (scenarios.size() != 1) {
    const std::string how_many = scenarios.empty() ? "no scenario" : "several scenarios";
    if (!trees.empty()) {
      error(Code::BadUse, path,
            {.message = "'" + file + "' holds " + how_many, .note = "a file to play holds one"});
    }
    return nullptr;
  }
  check_grammar(scenarios.front(), DocumentKind::Scenario, file, problems_);
  Draft draft = read_scenario(scenarios.front(), {file, options, sources_.read});
  append(problems_, std::move(draft.problems));
  return std::make_shared<const RuleStory>(played_story(std::move(draft.scenario)));
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

void read_rules(const Node& document, const Sources& sources, Rules& rules, Problems& problems) {
  RuleReader reader(sources, rules, problems);
  for (const Node& rule : items_of(document.find("rules"))) reader.read(rule);
}

}  // namespace ensaio
