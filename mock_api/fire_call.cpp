#include "mock_api/fire_call.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

#include "mock_api/control_words.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;

/// Takes one member. False where it is not of its form.
using Taker = bool (*)(const ordered_json& value, FireCall& call);

template <std::string FireWords::*Word>
bool take_text(const ordered_json& value, FireCall& call) {
  if (!value.is_string()) return false;
  call.words.*Word = value.get<std::string>();
  return true;
}

/// One text, or a list of them.
template <std::vector<std::string> FireWords::*Words>
bool take_texts(const ordered_json& value, FireCall& call) {
  const ordered_json list = value.is_array() ? value : ordered_json::array({value});
  for (const ordered_json& one : list) {
    if (!one.is_string()) return false;
    (call.words.*Words).push_back(one.get<std::string>());
  }
  return true;
}

bool take_device(const ordered_json& value, FireCall& call) {
  if (value.is_number_unsigned()) call.words.device = value.dump();
  return value.is_number_unsigned();
}

bool take_with(const ordered_json& value, FireCall& call) {
  if (value.is_object()) call.words.with = value.dump();
  return value.is_object();
}

bool take_headers(const ordered_json& value, FireCall& call) {
  if (!value.is_object()) return false;
  for (const auto& [name, text] : value.items()) {
    if (!text.is_string()) return false;
    call.words.headers.push_back(name + ": " + text.get<std::string>());
  }
  return true;
}

bool take_instance(const ordered_json& value, FireCall& call) {
  if (!value.is_string()) return false;
  call.instance = value.get<std::string>();
  return true;
}

bool take_seed(const ordered_json& value, FireCall& call) {
  if (!value.is_number_unsigned()) return false;
  call.seed = value.get<std::uint64_t>();
  return true;
}

struct Member {
  std::string_view name{};
  std::string_view form{};
  Taker take{};
};

constexpr std::string_view kText = "a text";
constexpr std::string_view kTexts = "a text or a list of texts";

constexpr Member kMembers[] = {
    {"verb", kText, take_text<&FireWords::verb>},
    {"phone", kText, take_text<&FireWords::phone>},
    {"message", kTexts, take_texts<&FireWords::ids>},
    {"by", kTexts, take_texts<&FireWords::by>},
    {"text", kText, take_text<&FireWords::text>},
    {"like", kText, take_text<&FireWords::like>},
    {"error", kText, take_text<&FireWords::error>},
    {"error_code", kText, take_text<&FireWords::error_code>},
    {"device", "a whole number from 0", take_device},
    {"late", kText, take_text<&FireWords::late>},
    {"kind", kText, take_text<&FireWords::kind>},
    {"with", "an object", take_with},
    {"headers", "an object of texts", take_headers},
    {"instance", kText, take_instance},
    {"seed", "a whole number from 0", take_seed},
};

Error unknown_member(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Member& member : kMembers) names.push_back(member.name);
  return Error{.message = means_nothing(name, names)};
}

}  // namespace

Result<FireCall> read_fire_call(std::string_view body) {
  const ordered_json json = ordered_json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Error{.message = "the body is no JSON object"};
  FireCall call;
  for (const auto& [name, value] : json.items()) {
    const Member* known = nullptr;
    for (const Member& member : kMembers) {
      if (member.name == name) known = &member;
    }
    if (known == nullptr) return unknown_member(name);
    if (value.is_null()) continue;
    if (!known->take(value, call)) {
      return Error{.message = fmt::format("\"{}\" is not {}", name, known->form)};
    }
  }
  if (call.words.verb.empty()) {
    return Error{.message = "\"verb\" is missing: composing, sent, read, incoming, raw, ..."};
  }
  return call;
}

FireNames fire_call_names() {
  return {.phone = "\"phone\"", .ids = "\"message\"", .with = "\"with\"", .headers = "\"headers\""};
}

}  // namespace ensaio
