#include "simulator/scenario/core_schema.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "simulator/base/json_text.hpp"

namespace ensaio {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool only(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

std::string_view without_sign(std::string_view text) {
  const bool signed_ = !text.empty() && (text.front() == '+' || text.front() == '-');
  return signed_ ? text.substr(1) : text;
}

bool is_integer(std::string_view text) {
  if (text.starts_with("0x")) return only(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with("0o")) return only(text.substr(2), "01234567");
  return only(without_sign(text), "0123456789");
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_float(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  text = without_sign(text);
  if (is_one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"})) return true;
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    if (!only(without_sign(text.substr(exponent + 1)), kDigits)) return false;
    text = text.substr(0, exponent);
  }
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return only(text, kDigits);
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = text.substr(point + 1);
  if (whole.empty()) return only(part, kDigits);
  return only(whole, kDigits) && (part.empty() || only(part, kDigits));
}

/// Decimal digits without leading zeros, as JSON wants them.
std::string decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::string_view digits = without_sign(text);
  int base = 10;
  if (digits.starts_with("0x")) base = 16;
  if (digits.starts_with("0o")) base = 8;
  if (base != 10) {
    std::uint64_t value = 0;
    std::from_chars(digits.data() + 2, digits.data() + digits.size(), value, base);
    return std::to_string(value);
  }
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return (negative ? "-" : "") + std::string(digits);
}

/// A float in JSON's spelling: ".5" is 0.5, "1." is 1.0.
std::string fraction(std::string_view text) {
  if (text.find_first_of("nN") != std::string_view::npos) return "null";  // .inf, .nan
  std::string out = text.starts_with('-') ? "-" : "";
  text = without_sign(text);
  const std::size_t end = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = std::min(text.find('.'), end);
  out += point == 0 ? "0" : decimal(text.substr(0, point));
  if (point < end) {
    const std::string_view part = text.substr(point + 1, end - point - 1);
    out += "." + std::string(part.empty() ? "0" : part);
  }
  return out + std::string(text.substr(end));
}

void append(std::string& out, const Node& node);

void append_list(std::string& out, const Node& list) {
  out += '[';
  for (const Node item : list) {
    if (out.back() != '[') out += ',';
    append(out, item);
  }
  out += ']';
}

void append_map(std::string& out, const Node& map) {
  out += '{';
  for (const Node key : map) {
    if (out.back() != '{') out += ',';
    append_json_string(out, key.text());
    out += ':';
    append(out, key.value());
  }
  out += '}';
}

void append_scalar(std::string& out, const Node& scalar) {
  const std::string_view text = scalar.text();
  switch (scalar_type(scalar)) {
    case ScalarType::Null:
      out += "null";
      break;
    case ScalarType::Boolean:
      out += text.front() == 't' || text.front() == 'T' ? "true" : "false";
      break;
    case ScalarType::Integer:
      out += decimal(text);
      break;
    case ScalarType::Float:
      out += fraction(text);
      break;
    case ScalarType::Text:
      append_json_string(out, text);
  }
}

void append(std::string& out, const Node& node) {
  if (node.is(NodeKind::List)) return append_list(out, node);
  if (node.is(NodeKind::Map)) return append_map(out, node);
  append_scalar(out, node);
}

}  // namespace

ScalarType scalar_type(const Node& scalar) {
  if (scalar.is(NodeKind::Null)) return ScalarType::Null;
  if (scalar.quoted()) return ScalarType::Text;
  const std::string_view text = scalar.text();
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return ScalarType::Null;
  if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) {
    return ScalarType::Boolean;
  }
  if (is_integer(text)) return ScalarType::Integer;
  return is_float(text) ? ScalarType::Float : ScalarType::Text;
}

std::string json_text(const Node& node) {
  std::string out;
  append(out, node);
  return out;
}

}  // namespace ensaio
