#include "simulator/report/json_value.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace ensaio {
namespace {

using nlohmann::json;

/// Nothing where `text` is no JSON, or is nested so deep that handling it could exhaust the stack.
std::optional<json> parsed(std::string_view text) {
  constexpr int kDeepest = 64;
  bool too_deep = false;
  const auto watch = [&too_deep](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;  // What is deeper is dropped while it is read.
  };
  json value = json::parse(text, watch, /*allow_exceptions=*/false);
  if (too_deep || value.is_discarded()) return std::nullopt;
  return value;
}

std::string compact(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Result<std::string> json_at(std::string_view json_text, std::string_view pointer) {
  const std::optional<json> value = parsed(json_text);
  if (!value) return Error{.message = "the answer's body is not JSON"};
  try {
    return compact(value->at(json::json_pointer(std::string(pointer))));
  } catch (const json::exception&) {
    return Error{.message = fmt::format("the answer's body has nothing at {}", pointer)};
  }
}

bool same_json(std::string_view a, std::string_view b) {
  const std::optional<json> left = parsed(a);
  const std::optional<json> right = parsed(b);
  return left && right && *left == *right;
}

}  // namespace ensaio
