#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "simulator/scenario/scalar_hint.hpp"
#include "simulator/scenario/values.hpp"

namespace ensaio {
namespace {

/// "a duration or a range" begins with "a duration".
std::string_view first_of(std::string_view what) { return what.substr(0, what.find(" or ")); }

Finding not_written_so(const ScalarForm& form, std::string_view what, std::string_view text) {
  if (form.form == Form::Range || form.form == Form::Duration) {
    if (auto found = duration_finding(text)) return *std::move(found);
  }
  if (form.form == Form::Range) {
    if (auto found = range_finding(text)) return *std::move(found);
  }
  if (!form.units.empty() && is_bare_number(text)) {
    return {form.code, fmt::format("{} needs a unit", first_of(what)), with_units(text, form.units),
            ""};
  }
  Finding found{form.code, fmt::format("'{}' is not {}", text, what), meant(form, text), ""};
  if (text.empty()) found.message = fmt::format("{} cannot be empty", what);
  if (found.hint.empty() && !form.examples.empty() && form.form != Form::Name) {
    found.hint = fmt::format("write {}", form.examples);
  } else if (form.form == Form::Name) {
    found.note = fmt::format("a name is {}", form.examples);
  }
  return found;
}

std::optional<Finding> text_finding(const Shape& shape, const ScalarForm& form,
                                    const Written& written) {
  const bool is_text = written.type == ScalarType::Text;
  if (is_text && form.reads(written.text)) return std::nullopt;
  const std::string what = what_of(shape);
  if (is_text) return not_written_so(form, what, written.text);
  const bool whole = written.type == ScalarType::Integer;
  if (form.form == Form::Shift && whole) {
    if (form.reads(written.text)) return std::nullopt;
    return Finding{form.code, "a difference needs its sign", fmt::format("write +{}", written.text),
                   ""};
  }
  if ((form.form == Form::Phone || form.form == Form::PhonePattern) && whole) {
    return Finding{Code::UnquotedPhone, "a phone needs quotes", phone_hint(written.text),
                   "without quotes YAML reads a number, and drops a leading zero"};
  }
  if (!form.units.empty() || !form.reads(written.text)) {
    return not_written_so(form, what, written.text);
  }
  return Finding{Code::WrongType, fmt::format("expected {}, found {}", what, written.text),
                 fmt::format("write \"{}\"", written.text), ""};
}

std::optional<Finding> word_finding(const Shape& shape, const Written& written) {
  const bool known = std::ranges::find(shape.words, written.text) != shape.words.end();
  if (known && written.type == ScalarType::Text) return std::nullopt;
  return Finding{Code::UnknownWord, fmt::format("'{}' is not {}", written.text, what_of(shape)),
                 did_you_mean(written.text, shape.words),
                 fmt::format("one of {}", fmt::join(shape.words, ", "))};
}

std::optional<Finding> status_finding(const Shape& shape, const Written& written) {
  if (parse_status(written.text)) return std::nullopt;
  if (std::ranges::find(shape.words, written.text) != shape.words.end()) return std::nullopt;
  Finding found{Code::BadStatus, fmt::format("'{}' is not {}", written.text, what_of(shape)),
                did_you_mean(written.text, shape.words), ""};
  const std::string small = lower(written.text);
  if (parse_status(small)) found.hint = fmt::format("write {}", small);
  return found;
}

std::optional<Finding> boolean_finding(const Shape& shape, const Written& written) {
  constexpr std::string_view kYes[] = {"true", "yes", "on", "y", "1", "sim"};
  constexpr std::string_view kNo[] = {"false", "no", "off", "n", "0", "nao"};
  const bool allowed =
      written.text == "true" || (written.text == "false" && shape.form == Form::Boolean);
  if (allowed && !written.quoted) return std::nullopt;
  Finding found{Code::WrongType, fmt::format("expected {}, found {}", what_of(shape), written.text),
                "", ""};
  const std::string small = lower(written.text);
  const std::string_view quotes = written.quoted ? " without quotes" : "";
  if (std::ranges::find(kYes, small) != std::end(kYes)) found.hint = "write true";
  if (std::ranges::find(kNo, small) != std::end(kNo) && shape.form == Form::Boolean) {
    found.hint = "write false";
  }
  if (!found.hint.empty()) found.hint += quotes;
  if (written.quoted) found.message = fmt::format("expected {}, found text", what_of(shape));
  return found;
}

std::optional<Finding> integer_finding(const Shape& shape, const Written& written) {
  const auto value = parse_unsigned(written.text);
  const bool in_range = value && shape.least <= *value && *value <= shape.most;
  if (in_range && !written.quoted) return std::nullopt;
  const std::string what = what_of(shape);
  if (in_range) {
    return Finding{Code::WrongType, fmt::format("expected {}, found text", what),
                   fmt::format("write {} without quotes", written.text), ""};
  }
  Finding found{Code::BadNumber, fmt::format("'{}' is not {}", written.text, what), "", ""};
  if (written.type == ScalarType::Integer && shape.what.empty()) {
    found.message = fmt::format("{} is out of range", written.text);
  }
  found.note = fmt::format("a whole number from {} to {}", shape.least, shape.most);
  const std::string digits = without(written.text, "_, ");
  if (digits != written.text && parse_unsigned(digits)) found.hint = "write " + digits;
  return found;
}

std::optional<Finding> version_finding(const Written& written) {
  if (written.text == "1" && !written.quoted) return std::nullopt;
  return Finding{Code::UnsupportedVersion,
                 fmt::format("version {} is not known here", written.text), "write 1",
                 "this program reads version 1"};
}

std::optional<Finding> json_finding(const Written& written) {
  constexpr std::int64_t kMost = std::int64_t{1} << 53;  // Beyond it doubles skip whole numbers.
  if (written.type != ScalarType::Integer && written.type != ScalarType::Float) {
    return std::nullopt;
  }
  const std::string text(written.text);
  const std::string quoted = fmt::format("write \"{}\"", text);
  if (written.type == ScalarType::Integer) {
    const bool other_base = text.starts_with("0x") || text.starts_with("0o");
    const int base = text.starts_with("0x") ? 16 : other_base ? 8 : 10;
    const auto value = std::strtoll(text.c_str() + (other_base ? 2 : 0), nullptr, base);
    if (-kMost <= value && value <= kMost) return std::nullopt;
    return Finding{Code::BigNumber, "a number beyond 2^53 must be quoted", quoted,
                   "most readers of JSON round such a number"};
  }
  const bool word = text.find_first_of("nN") != std::string::npos;  // .inf, .nan
  if (!word && std::isfinite(std::strtod(text.c_str(), nullptr))) return std::nullopt;
  return Finding{Code::BadNumber, fmt::format("JSON has no number {}", text), quoted, ""};
}

std::optional<Finding> finding(const Shape& shape, const Written& written) {
  switch (shape.form) {
    case Form::Word:
      return word_finding(shape, written);
    case Form::Status:
      return status_finding(shape, written);
    case Form::Boolean:
    case Form::True:
      return boolean_finding(shape, written);
    case Form::Integer:
      return integer_finding(shape, written);
    case Form::Version:
      return version_finding(written);
    case Form::Json:
      return json_finding(written);
    default:
      break;
  }
  const ScalarForm* form = scalar_form(shape.form);
  return form == nullptr ? std::nullopt : text_finding(shape, *form, written);
}

/// Messages and hints hold no more than a line of a text that may be very long.
void shorten(Finding& found, std::string_view text) {
  const std::string line = shown(text);
  if (line == text) return;
  const std::size_t at = found.message.find(text);
  if (at != std::string::npos) found.message.replace(at, text.size(), line);
  if (found.hint.find(text) != std::string::npos) found.hint.clear();
}

}  // namespace

std::optional<Finding> scalar_finding(const Shape& shape, const Written& written) {
  auto found = finding(shape, written);
  if (found && !written.text.empty()) shorten(*found, written.text);
  return found;
}

}  // namespace ensaio
