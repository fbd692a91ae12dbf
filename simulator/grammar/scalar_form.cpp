#include "simulator/grammar/scalar_form.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "simulator/document/values.hpp"
#include "simulator/wire/callback.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

bool contains(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

bool is_anything(std::string_view /*text*/) { return true; }

bool is_line(std::string_view text) {
  const bool controls = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return !controls && text.find_first_not_of(' ') != std::string_view::npos;
}

/// RFC 9110, 5.5: a line break in it would begin another header.
bool is_header_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  });
}

/// Letters of every language: bytes beyond ASCII are some.
bool starts_name(char c) {
  return contains(kLetters, c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) {
  return !text.empty() && starts_name(text.front()) && std::ranges::all_of(text, [](char c) {
    return starts_name(c) || contains(kDigits, c) || c == '-';
  });
}

bool is_variable(std::string_view text) {
  return !text.empty() && !contains(kDigits, text.front()) && std::ranges::all_of(text, [](char c) {
    return contains(kLetters, c) || contains(kDigits, c) || c == '_';
  });
}

/// Source: RFC 9110, 5.6.2, token.
bool is_header_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return contains(kLetters, c) || contains(kDigits, c) || contains("!#$%&'*+-.^_`|~", c);
  });
}

/// Source: RFC 6901; the empty pointer (the whole document) is of no use here.
bool is_pointer(std::string_view text) {
  if (!text.starts_with('/')) return false;
  for (std::size_t i = text.find('~'); i != std::string_view::npos; i = text.find('~', i + 1)) {
    const bool escape = i + 1 < text.size() && (text[i + 1] == '0' || text[i + 1] == '1');
    if (!escape) return false;
  }
  return true;
}

/// A name with a slash in it is a pointer that lacks its first one, most likely; whoever means such
/// a name writes it as a pointer, with ~1.
bool is_field(std::string_view text) {
  if (text.starts_with('/')) return is_pointer(text);
  return !text.empty() && !contains(text, '/');
}

bool is_phone(std::string_view text) { return chat_type(text).has_value(); }

bool is_url(std::string_view text) {
  if (text.find("{{") != std::string_view::npos) return true;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    return !rest.empty() && !contains("/?#:", rest.front()) && is_line(rest) &&
           !contains(rest, ' ');
  }
  return false;
}

bool is_time(std::string_view text) { return text == "now" || parse_time(text).has_value(); }
bool is_clock(std::string_view text) { return parse_clock(text).has_value(); }
bool is_duration(std::string_view text) { return parse_duration(text).has_value(); }
bool is_range(std::string_view text) { return parse_span(text).has_value(); }
bool is_percent(std::string_view text) { return parse_percent(text).has_value(); }
bool is_rate(std::string_view text) { return parse_rate(text).has_value(); }
bool is_size(std::string_view text) { return parse_size(text).has_value(); }
bool is_throughput(std::string_view text) { return parse_throughput(text).has_value(); }

bool is_ramp(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return is_rate(text);
  return is_rate(text.substr(0, dots)) && is_rate(text.substr(dots + 2));
}

bool is_shift(std::string_view text) {
  constexpr std::size_t kMostDigits = 9;
  if (!text.starts_with('+') && !text.starts_with('-')) return false;
  const std::string_view digits = text.substr(1);
  return !digits.empty() && digits.size() <= kMostDigits &&
         digits.find_first_not_of(kDigits) == std::string_view::npos;
}

// Patterns leave to the program what a pattern says badly: limits, and that low is below high.
constexpr ScalarForm kForms[] = {
    {Form::Text, "text", "", Code::WrongType, is_anything, "", ""},
    {Form::Line, "text in one line", "", Code::WrongType, is_line, "[^ ]", ""},
    {Form::Name, "a name", "letters, digits, - and _, a letter first", Code::BadName, is_name,
     R"(^[^\x00-@\[-^`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*$)", ""},
    {Form::Variable, "the name of an environment variable", "TEST_TOKEN", Code::BadName,
     is_variable, "^[A-Za-z_][A-Za-z0-9_]*$", ""},
    {Form::HeaderName, "the name of a header", "x-request-id", Code::BadName, is_header_name,
     R"(^[A-Za-z0-9!#$%&'*+.^_`|~-]+$)", ""},
    {Form::HeaderValue, "the value of a header", "one line", Code::WrongType, is_header_value,
     R"(^[^\x00-\x08\x0a-\x1f\x7f]*$)", ""},
    {Form::FieldPath, "a field's name or a JSON Pointer", "phone or /text/message",
     Code::BadPointer, is_field, "^([^/]+|/([^~]|~[01])*)$", ""},
    {Form::Pointer, "a JSON Pointer", "/status or /ids/0", Code::BadPointer, is_pointer,
     "^/([^~]|~[01])*$", ""},
    {Form::Phone, "a phone", R"("5544999999999", "99999999@lid", "1203630-group")", Code::BadPhone,
     is_phone, "^([0-9-]+(@lid|-group)?|status@broadcast)$", ""},
    {Form::PhonePattern, "a phone or a chat's name", R"(ana or "55449*")", Code::BadPhone, is_line,
     "[^ ]", ""},
    {Form::Url, "a URL", "http://127.0.0.1:3000/hook", Code::BadUrl, is_url,
     R"(\{\{|^https?://[^/?#: ])", ""},
    {Form::Time, "a time", "now or 2026-01-01T00:00:00Z", Code::BadTime, is_time,
     "^(now|[0-9]{4}-[0-9]{2}-[0-9]{2}.+)$", ""},
    {Form::ClockWord, "a clock", "real, virtual or x10", Code::BadClock, is_clock,
     "^(real|virtual|x[0-9.]+)$", ""},
    {Form::Duration, "a duration", "250ms, 1.5s, 2m or 1h", Code::BadDuration, is_duration,
     "^[0-9.]+(us|ms|s|m|h)$", "ms s"},
    {Form::Range, "a duration or a range", "250ms, 1.5s, 2m or 2s..5s", Code::BadDuration, is_range,
     R"(^[0-9.]+(us|ms|s|m|h)([.][.][0-9.]+(us|ms|s|m|h))?$)", "ms s"},
    {Form::Percent, "a percentage", "10%", Code::BadPercent, is_percent, "^[0-9.]+%$", "%"},
    {Form::Rate, "a rate", "50/s or 3000/m", Code::BadNumber, is_rate, "^[0-9.]+/[smh]$", "/s"},
    {Form::Ramp, "a rate or a ramp", "50/s or 5/s..50/s", Code::BadNumber, is_ramp,
     "^[0-9.]+/[smh]([.][.][0-9.]+/[smh])?$", "/s"},
    {Form::Size, "a size", "7B or 4KiB", Code::BadNumber, is_size, "^[0-9]+([KMG]i)?B$", "B"},
    {Form::Throughput, "a speed", "200B/s or 4KiB/s", Code::BadNumber, is_throughput,
     "^[0-9]+([KMG]i)?B/s$", "B/s"},
    {Form::Shift, "a difference", "+10 or -5", Code::BadNumber, is_shift, "^[+-][0-9]+$", ""},
};

}  // namespace

const ScalarForm* scalar_form(Form form) {
  const auto found = std::ranges::find(kForms, form, &ScalarForm::form);
  return found == std::end(kForms) ? nullptr : &*found;
}

std::string what_of(const Shape& shape) {
  if (!shape.what.empty()) return std::string(shape.what);
  if (const ScalarForm* form = scalar_form(shape.form)) return std::string(form->what);
  switch (shape.form) {
    case Form::Boolean:
      return "true or false";
    case Form::True:
      return "true";
    case Form::Integer:
      return "a whole number";
    case Form::Version:
      return "a version";
    case Form::Json:
      return "any JSON";
    case Form::Nothing:
      return "nothing";
    default:
      return fmt::format("one of {}", fmt::join(shape.words, ", "));
  }
}

}  // namespace ensaio
