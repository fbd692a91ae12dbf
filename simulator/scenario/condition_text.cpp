#include "simulator/scenario/condition_text.hpp"

#include <algorithm>

namespace ensaio {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kSigns = "<>=!";
constexpr std::string_view kQuotes = "\"'";

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

ConditionWord quoted_word(std::string_view text, std::size_t at) {
  const std::size_t close = std::min(text.find(text[at], at + 1), text.size());
  const std::size_t end = std::min(close + 1, text.size());
  return {text.substr(at + 1, close - at - 1), at, end - at, true};
}

ConditionWord plain_word(std::string_view text, std::size_t at) {
  const bool sign = is_one_of(kSigns, text[at]);
  std::size_t end = at + 1;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (is_one_of(kBlanks, c) || is_one_of(kQuotes, c) || is_one_of(kSigns, c) != sign) break;
  }
  return {text.substr(at, end - at), at, end - at, false};
}

}  // namespace

std::vector<ConditionWord> words_of_condition(std::string_view text) {
  std::vector<ConditionWord> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(kBlanks, at)) != std::string_view::npos) {
    words.push_back(is_one_of(kQuotes, text[at]) ? quoted_word(text, at) : plain_word(text, at));
    at += words.back().width;
  }
  return words;
}

}  // namespace ensaio
