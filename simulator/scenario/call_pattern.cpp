#include "simulator/scenario/call_pattern.hpp"

#include <string_view>

namespace ensaio {
namespace {

std::string with_article(std::string_view route) {
  if (route == "*") return "any call";
  const bool vowel = std::string_view("aeio").find(route.front()) != std::string_view::npos;
  return (vowel || route.starts_with("up") ? "an " : "a ") + std::string(route);
}

}  // namespace

std::string words(const CallPattern& calls) {
  std::string text = calls.route.empty() ? "any call" : with_article(calls.route);
  for (const CallCondition& condition : calls.where) {
    if (condition.field == "phone") text += " to " + condition.shown;
  }
  const char* between = " with ";
  for (const CallCondition& condition : calls.where) {
    if (condition.field == "phone") continue;
    text += between + condition.field + ' ' + condition.shown;
    between = " and ";
  }
  return text;
}

}  // namespace ensaio
