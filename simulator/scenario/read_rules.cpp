#include "simulator/scenario/read_rules.hpp"

#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/rule_routes.hpp"

namespace ensaio {
namespace {

/// Each is asked at every call, and held against those before it.
constexpr std::size_t kMostRules = 1000;

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
    rule.after = rule.after.substr(rule.after.rfind('/') + 1);
    return error(Code::BadRule, after,
                 {.message = "a route has no slash before it",
                  .hint = rule.after.empty() ? "" : "write " + rule.after});
  }
  if (is_documented_route(rule.after)) return;
  const auto meant = nearest_route(rule.after);
  const bool unknown_update = rule_route(rule.after) == RuleRoute::Registration;
  if (!meant && !unknown_update) return;  // Any route may be called; this one looks like no slip.
  warning(after, {.message = "no provider documents a call '" + rule.after + "'",
                  .hint = meant ? "did you mean '" + std::string(*meant) + "'?" : "",
                  .note = unknown_update ? "they set webhooks: " + registration_routes() : ""});
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

std::string line_of(const Rule& rule) { return rule.where.substr(rule.where.rfind(':') + 1); }

/// What a rule never gets to, since one before it takes all of its calls.
void RuleReader::check_reach(const Node& after, const Rule& rule) {
  const bool follows = rule.silent || rule.story;
  if (!follows || rule.answer || rule_route(rule.after) != RuleRoute::Send) return;
  for (const Rule& other : rules_.rules) {
    const bool takes_all = (other.silent || other.story) && !other.phone && !other.message &&
                           rule_route(other.after) == RuleRoute::Send;
    if (!takes_all || !means_route(other.after, rule.after)) continue;
    return warning(after, {.message = "this rule is never asked",
                           .hint = "put it before the one in line " + line_of(other),
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
    made.story = read_played_story(*play, sources_, problems_);
  } else if (steps->size() == 0) {
    made.silent = true;
  } else if (route == RuleRoute::Registration) {
    error(Code::BadRule, key,
          {.message = "a registration sends no message that steps could be about",
           .hint = "write play: and a scenario's file"});
  } else {
    made.story = read_own_story(rule, made, "rule " + std::to_string(rules_.rules.size() + 1),
                                sources_, problems_);
  }
}

}  // namespace

void read_rules(const Node& document, const Sources& sources, Rules& rules, Problems& problems) {
  RuleReader reader(sources, rules, problems);
  for (const Node& rule : items_of(document.find("rules"))) {
    if (rules.rules.size() == kMostRules) {
      problems.push_back(problem_at(
          Severity::Error, Code::BadRule, sources.file, rule,
          {.message = "there are more than 1000 rules", .hint = "use `*` in after and where"}));
      return;
    }
    reader.read(rule);
  }
}

}  // namespace ensaio
