#include "mock_api/control_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "mock_api/admission.hpp"
#include "mock_api/control_replies.hpp"
#include "mock_api/request_target.hpp"
#include "simulator/base/nearest.hpp"
#include "simulator/document/text_check.hpp"
#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

/// A word of a query, wherever it may stand.
struct QueryWord {
  std::string_view name{};
  std::string_view form{};
  bool (*fits)(std::string_view value) = nullptr;
};

bool is_duration(std::string_view value) { return wait_of(std::string(value)).has_value(); }
bool is_number(std::string_view value) { return parse_unsigned(value).has_value(); }
bool is_text(std::string_view value) { return !text_fault(value); }
bool is_direction(std::string_view value) { return value == "in" || value == "out"; }
bool is_switch(std::string_view value) { return value.empty() || value == "0" || value == "1"; }

constexpr QueryWord kWords[] = {
    {"instance", "the id of one; leave it out to mean all", is_instance_name},
    {"route", "a call, such as send-text", is_text},
    {"phone", "a phone", is_text},
    {"since", "a number", is_number},
    {"direction", "in or out", is_direction},
    {"unmatched", "0 or 1", is_switch},
    {"wait", "a duration: 10s", is_duration},
    {"timeout", "a duration: 10s", is_duration},
    {"seed", "a whole number from 0", is_number},
    {"until", "quiet:200ms, finished, or count:status=3", is_text},
};

std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    words.push_back(list.substr(0, list.find(' ')));
    list.remove_prefix(std::min(words.back().size() + 1, list.size()));
  }
  return words;
}

std::string no_such_word(std::string_view name, const std::vector<std::string_view>& allowed) {
  if (allowed.empty()) return fmt::format("this call takes no {}=, nor any other word", name);
  const auto near = nearest(name, allowed);
  if (near) return fmt::format("this call takes no {}=; did you mean {}=?", name, *near);
  std::string all;
  for (const std::string_view word : allowed) all += fmt::format(" {}=", word);
  return fmt::format("this call takes no {}=; it takes{}", name, all);
}

}  // namespace

std::optional<std::string> query_fault(const Question& question, std::string_view allowed) {
  const auto words = words_of(allowed);
  std::set<std::string> seen;
  for (const Parameter& one : query_parameters(question.target)) {
    if (std::ranges::find(words, one.name) == words.end()) return no_such_word(one.name, words);
    if (!seen.insert(one.name).second) return one.name + "= is there twice";
    for (const QueryWord& word : kWords) {
      if (word.name == one.name && !word.fits(one.value)) {
        return fmt::format("{}= is {}", word.name, word.form);
      }
    }
  }
  return std::nullopt;
}

std::string means_nothing(std::string_view word, std::span<const std::string_view> words) {
  const auto near = nearest(word, words);
  return fmt::format("\"{}\" means nothing here{}", word,
                     near ? fmt::format("; did you mean \"{}\"?", *near) : "");
}

std::string_view media_type(const Question& question) {
  std::string_view type = question.header("content-type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return type;
}

}  // namespace ensaio
