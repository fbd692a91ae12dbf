#include "simulator/report/endings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "simulator/base/overloaded.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string words_of(const Answered& answer) {
  std::string text = fmt::format("the receiver answered {}", answer.status);
  if (answer.status / 100 == 3) {
    const std::string_view location = header_value(answer.head, "location");
    text += location.empty() ? " without a location" : fmt::format(", location: {}", location);
  }
  // Laravel's answer to a form without its token; webhooks meet it where their route is not exempt.
  if (answer.status == 419) {
    text += ", its protection against CSRF: exempt the webhook's route from it";
  }
  return text;
}

/// Who had a connection has reached the receiver; it is the answer that did not come.
std::string words_of(const Unreachable& lost) {
  const bool connected = lost.why == Unreachable::Why::Reset ||
                         lost.why == Unreachable::Why::Closed ||
                         lost.why == Unreachable::Why::Garbage;
  return (connected ? "there was no answer: " : "the receiver could not be reached: ") +
         lost.reason;
}

}  // namespace

EndingName name_of(const Ending& ending) {
  return std::visit(Overloaded{
                        [](const Answered&) { return EndingName::Answered; },
                        [](const TimedOut&) { return EndingName::TimedOut; },
                        [](const Unreachable&) { return EndingName::Unreachable; },
                        [](const Abandoned&) { return EndingName::Abandoned; },
                    },
                    ending);
}

std::string words(const Ending& ending) {
  return std::visit(
      Overloaded{
          [](const Answered& answer) { return words_of(answer); },
          [](const TimedOut& late) { return fmt::format("no answer in time ({})", late.where); },
          [](const Unreachable& lost) { return words_of(lost); },
          [](const Abandoned&) { return std::string("the run ended before it was answered"); },
      },
      ending);
}

std::string reason(const Ending& ending) {
  return std::visit(Overloaded{
                        [](const Answered&) { return std::string(); },
                        [](const TimedOut& late) { return late.where; },
                        [](const Unreachable& lost) { return lost.reason; },
                        [](const Abandoned&) { return std::string("the run ended"); },
                    },
                    ending);
}

bool reached_nobody(const Ending& ending) {
  if (const auto* late = std::get_if<TimedOut>(&ending)) {
    return late->where.starts_with("connecting");
  }
  const auto* lost = std::get_if<Unreachable>(&ending);
  if (lost == nullptr) return false;
  switch (lost->why) {
    case Unreachable::Why::Refused:
    case Unreachable::Why::NameNotFound:
    case Unreachable::Why::NotAllowed:
    case Unreachable::Why::Certificate:
    case Unreachable::Why::Tls:
    case Unreachable::Why::Other:
      return true;
    case Unreachable::Why::Reset:
    case Unreachable::Why::Closed:
    case Unreachable::Why::Garbage:
    case Unreachable::Why::Overflow:
      break;
  }
  return false;
}

std::string_view header_value(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const auto end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (same_name(trimmed(line.substr(0, colon)), name)) return trimmed(line.substr(colon + 1));
  }
  return {};
}

}  // namespace ensaio
