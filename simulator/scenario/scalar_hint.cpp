#include "simulator/scenario/scalar_hint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "simulator/base/nearest.hpp"
#include "simulator/scenario/values.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool only(std::string_view text, std::string_view set) {
  return !text.empty() && text.find_first_not_of(set) == std::string_view::npos;
}

/// What a unit of time that is written in another way is called here.
std::string_view known_unit(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kOthers{{
      {"sec", "s"},      {"secs", "s"},     {"second", "s"},        {"seconds", "s"},
      {"seg", "s"},      {"min", "m"},      {"mins", "m"},          {"minute", "m"},
      {"minutes", "m"},  {"hr", "h"},       {"hrs", "h"},           {"hour", "h"},
      {"hours", "h"},    {"msec", "ms"},    {"msecs", "ms"},        {"millis", "ms"},
      {"milli", "ms"},   {"usec", "us"},    {"milliseconds", "ms"}, {"micros", "us"},
      {"\u00b5s", "us"}, {"\u03bcs", "us"}, {"millisecond", "ms"},  {"microseconds", "us"},
  }};
  const std::string word = lower(unit);
  for (const auto& [other, known] : kOthers) {
    if (word == other) return known;
  }
  return unit;
}

/// A duration that `text` most likely meant: "5 sec" is 5s. Empty where none is near.
std::string meant_duration(std::string_view text) {
  const std::string joined = without(text, " _");
  const std::size_t end = std::min(joined.find_first_not_of("0123456789."), joined.size());
  std::string meant = joined.substr(0, end);
  meant += known_unit(std::string_view(joined).substr(end));
  if (!parse_duration(meant)) meant = lower(meant);
  return parse_duration(meant) ? meant : "";
}

/// "1m30s" is 90s: several durations in a row, added. Empty where it is none.
std::string sum_of_durations(std::string_view text) {
  Offset sum{};
  while (!text.empty()) {
    const std::size_t unit = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::size_t end = std::min(text.find_first_of(kDigits, unit), text.size());
    const auto part = parse_duration(text.substr(0, end));
    if (!part || end == 0) return "";
    sum += *part;
    text.remove_prefix(end);
  }
  return duration_text(sum);
}

std::string name_hint(std::string_view text) {
  std::string name(text);
  std::ranges::replace_if(
      name, [](char c) { return c == ' ' || c == '.' || c == '/'; }, '_');
  if (!name.empty() && kDigits.find(name.front()) != std::string_view::npos) name.insert(0, "m");
  return scalar_form(Form::Name)->reads(name) ? fmt::format("write {}", name) : "";
}

}  // namespace

bool is_bare_number(std::string_view text) {
  return only(text, "0123456789.") && std::ranges::count(text, '.') <= 1 && text != ".";
}

std::string without(std::string_view text, std::string_view set) {
  std::string left;
  for (const char c : text) {
    if (set.find(c) == std::string_view::npos) left += c;
  }
  return left;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string out;
  std::size_t characters = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (begins && ++characters > kMost) return out + "...";
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

std::string did_you_mean(std::string_view text, std::span<const std::string_view> words) {
  const auto meant = nearest(text, words);
  return meant ? fmt::format("did you mean '{}'?", *meant) : "";
}

/// "write 250ms or 250s": the number with each of the units.
std::string with_units(std::string_view number, std::string_view units) {
  std::string hint = "write ";
  while (!units.empty()) {
    const std::size_t end = std::min(units.find(' '), units.size());
    hint += fmt::format("{}{}{}", hint == "write " ? "" : " or ", number, units.substr(0, end));
    units.remove_prefix(std::min(end + 1, units.size()));
  }
  return hint;
}

std::optional<Finding> duration_finding(std::string_view text) {
  constexpr std::string_view kUnits[] = {"h", "m", "s", "ms", "us"};
  if (text.starts_with('-') && parse_duration(text.substr(1))) {
    return Finding{Code::BadDuration, "a duration cannot be negative",
                   fmt::format("write {}", text.substr(1)), ""};
  }
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const bool known = std::ranges::find(kUnits, text.substr(end)) != std::end(kUnits);
  if (parse_duration(text) || !known || !is_bare_number(text.substr(0, end))) return std::nullopt;
  // Without its fraction it is still too long, or it was only too finely cut.
  const std::string_view whole = text.substr(0, std::min(text.find('.'), end));
  const bool too_long = !parse_duration(fmt::format("{}{}", whole, text.substr(end)));
  return Finding{Code::BadDuration,
                 too_long ? fmt::format("{} is longer than 1000h", text)
                          : fmt::format("{} is finer than a nanosecond", text),
                 "", ""};
}

/// "2..5s" lacks a unit on one side; "5s..2s" is the wrong way round.
std::optional<Finding> range_finding(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::string_view low = text.substr(0, dots);
  const std::string_view high = text.substr(dots + 2);
  const bool low_reads = parse_duration(low).has_value();
  const bool high_reads = parse_duration(high).has_value();
  if (low_reads && high_reads) {
    return Finding{Code::BadRange, "the range is the wrong way round",
                   fmt::format("write {}..{}", high, low), ""};
  }
  Finding found{Code::BadDuration, "both ends of a range need a unit", "", ""};
  const auto unit_of = [](std::string_view end) {
    return end.substr(std::min(end.find_first_not_of("0123456789."), end.size()));
  };
  if (is_bare_number(low) && high_reads) {
    found.hint = fmt::format("write {}{}..{}", low, unit_of(high), high);
  } else if (low_reads && is_bare_number(high)) {
    found.hint = fmt::format("write {}..{}{}", low, high, unit_of(low));
  } else if (is_bare_number(low) && is_bare_number(high)) {
    found.hint = fmt::format("write {0}ms..{1}ms or {0}s..{1}s", low, high);
  } else {
    return std::nullopt;
  }
  return found;
}

std::string phone_hint(std::string_view text) {
  // As other libraries of WhatsApp write a person and a group.
  for (const std::string_view suffix : {"@c.us", "@s.whatsapp.net", "@g.us"}) {
    if (!text.ends_with(suffix)) continue;
    const std::string_view digits = text.substr(0, text.size() - suffix.size());
    return fmt::format("write \"{}{}\"", digits, suffix == "@g.us" ? "-group" : "");
  }
  const std::string digits = without(text, "+ ()-.");
  return only(digits, kDigits) ? fmt::format("write \"{}\"", digits) : "";
}

/// What `text` most likely meant, "write 250ms"; empty where that cannot be said.
std::string meant(const ScalarForm& form, std::string_view text) {
  std::string better;
  switch (form.form) {
    case Form::Duration:
    case Form::Range:
      better = meant_duration(text);
      if (better.empty()) better = sum_of_durations(text);
      break;
    case Form::Phone:
      return phone_hint(text);
    case Form::Name:
      return name_hint(text);
    case Form::FieldPath:
    case Form::Pointer:
      better = fmt::format("/{}", text);
      break;
    case Form::Url:
      if (text.find("://") != std::string_view::npos) return "";
      better = fmt::format("http://{}", text.starts_with("//") ? text.substr(2) : text);
      break;
    case Form::ClockWord: {
      constexpr std::string_view kWords[] = {"real", "virtual"};
      if (const std::string hint = did_you_mean(text, kWords); !hint.empty()) return hint;
      better = "x" + without(lower(text), "x");
      break;
    }
    default:
      better = without(text, " ");
  }
  const bool reads = !text.empty() && better != text && form.reads(better);
  return reads ? fmt::format("write {}", better) : "";
}

}  // namespace ensaio
