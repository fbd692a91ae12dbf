#include "simulator/scenario/library.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "simulator/scenario/codes.hpp"
#include "simulator/scenario/grammar.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_steps.hpp"

namespace ensaio {
namespace {

constexpr auto kEndless = std::numeric_limits<std::uint64_t>::max();

std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return a > kEndless - b ? kEndless : a + b; }

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > kEndless / b ? kEndless : a * b;
}

/// How often a repetition, or a step with `every` or `copies`, is played.
std::uint64_t times_of(const Node& map) {
  if (const auto times = unsigned_at(map, "times")) return *times;
  if (const auto copies = unsigned_at(map, "copies")) return *copies;
  const auto every = duration_at(map, "every");
  const auto lasts = duration_at(map, "for");
  return every && lasts ? rounds(*every, *lasts) : 1;
}

/// What a file that is used may have, beside what the grammar refuses anyway.
constexpr std::string_view kForbidden[] = {"dialect",  "seed",   "start",     "clock",    "pace",
                                           "instance", "expect", "instances", "webhooks", "env",
                                           "defaults", "oracle", "invariants"};

}  // namespace

std::string Library::path_from(const std::string& user, std::string_view path) {
  namespace fs = std::filesystem;
  return (fs::path(user).parent_path() / fs::path(path)).lexically_normal().string();
}

const UsedFile* Library::find(const std::string& user, std::string_view path) const {
  const auto found = files_.find(path_from(user, path));
  return found != files_.end() && found->second.document ? &found->second : nullptr;
}

std::uint64_t Library::survey(const std::string& file, const Node& document) {
  trail_.push_back(path_from("", file));
  const auto list = document.find("steps");
  const std::uint64_t steps = list ? count_list(file, *list) : 0;
  if (list) limit(file, *list, steps);
  trail_.pop_back();
  return steps;
}

std::uint64_t Library::count_list(const std::string& file, const Node& list) {
  std::uint64_t steps = 0;
  if (!list.is(NodeKind::List)) return steps;
  for (const Node step : list) steps = sum(steps, count_step(file, step));
  return steps;
}

std::uint64_t Library::count_step(const std::string& file, const Node& step) {
  const auto written = written_step(step);
  if (!written || !written->value) return 1;
  const Node& value = *written->value;
  if (written->verb == Verb::Use) return count_use(file, value);
  std::uint64_t steps = 1;
  if (const auto lists = inner_lists(*written); !lists.empty()) {
    steps = 0;
    for (const Node& list : lists) {
      const std::uint64_t inner = count_list(file, list);
      steps = written->verb == Verb::Choose ? std::max(steps, inner) : sum(steps, inner);
    }
  }
  if (written->verb == Verb::Repeat) steps = product(steps, times_of(value));
  if (makes_callback(written->verb)) steps = product(steps, times_of(step));
  limit(file, written->key, steps);
  return steps;
}

std::uint64_t Library::count_use(const std::string& file, const Node& path) {
  if (!path.is(NodeKind::Scalar)) return 0;
  const std::string name = path_from(file, path.text());
  if (const auto known = std::find(trail_.begin(), trail_.end(), name); known != trail_.end()) {
    std::string circle;
    for (auto it = known; it != trail_.end(); ++it) circle += *it + " uses ";
    error(Code::BadUse, file, path, {.message = "a circle without end: " + circle + name});
    return 0;
  }
  return open(name, {file, path}).steps;
}

UsedFile& Library::open(const std::string& path, const PlaceOfUse& use) {
  const auto [entry, is_new] = files_.try_emplace(path);
  UsedFile& used = entry->second;
  const auto& [file, at] = use;
  if (!is_new) {
    if (!used.document) {
      error(Code::BadUse, file, at, {.message = "'" + path + "' cannot be used"});
    }
    return used;
  }
  const auto text = read_(path);
  if (!text) {
    error(Code::BadUse, file, at,
          {.message = "cannot read '" + path + "': " + text.error().message,
           .hint = text.error().hint,
           .note = "the path is relative to this file"});
    return used;
  }
  used.trees = read_yaml(*text, path, problems_);
  const bool readable = !used.trees.empty();
  std::vector<Node> scenarios;
  for (const Tree& tree : used.trees) {
    if (document_kind(tree.root(), path, problems_) == DocumentKind::Scenario) {
      scenarios.push_back(tree.root());
    }
  }
  if (scenarios.size() != 1) {
    const std::string how_many = scenarios.empty() ? "no scenario" : "several scenarios";
    if (readable) {
      error(Code::BadUse, file, at,
            {.message = "'" + path + "' holds " + how_many, .note = "a file to use holds one"});
    }
    return used;
  }
  used.document = scenarios.front();
  check_grammar(*used.document, DocumentKind::Scenario, path, problems_);
  check_keys(path, *used.document);
  used.steps = survey(path, *used.document);
  return used;
}

void Library::check_keys(const std::string& path, const Node& document) {
  for (const Node key : document) {
    const bool forbidden =
        std::find(std::begin(kForbidden), std::end(kForbidden), key.text()) != std::end(kForbidden);
    if (!forbidden) continue;
    error(Code::BadUse, path, key,
          {.message = "'" + std::string(key.text()) + "' has no place in a file that " +
                      trail_.back() + " uses",
           .note = "there: scenario, about, tags, chats, messages, steps"});
  }
}

void Library::limit(const std::string& file, const Node& at, std::uint64_t steps) {
  if (steps <= kMostSteps || too_many_told_) return;
  too_many_told_ = true;
  const std::string count = steps == kEndless ? "far too many" : std::to_string(steps);
  error(Code::TooManySteps, file, at,
        {.message = count + " steps after expansion", .hint = "at most 1000000"});
}

void Library::error(Code code, const std::string& file, const Node& at, Saying saying) {
  problems_.push_back(problem_at(Severity::Error, code, file, at, std::move(saying)));
}

}  // namespace ensaio
