#include "mock_api/provider_call.hpp"

#include <algorithm>

#include "simulator/base/json_text.hpp"

namespace ensaio {

const Json* ProviderCall::find(std::string_view name) const {
  const auto& members = body.inside;
  // The last one where there are several, as most readers take it.
  const auto found = std::find_if(members.rbegin(), members.rend(),
                                  [&](const JsonMember& one) { return one.name == name; });
  return found == members.rend() ? nullptr : &found->value;
}

std::string ProviderCall::text(std::string_view name) const {
  const Json* const found = find(name);
  if (found == nullptr) return "";
  if (found->form == Json::Form::Text) return found->text;
  const bool digits = found->form == Json::Form::Plain && !found->text.empty() &&
                      std::all_of(found->text.begin(), found->text.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  return digits ? found->text : "";
}

Reply provider_refusal(int status, std::string_view reason) {
  return {.status = status, .body = R"({"error":)" + json_string(reason) + "}"};
}

Reply value_true() { return {.body = R"({"value":true})"}; }

bool is_boolean(const Json& json) {
  return json.form == Json::Form::Plain && (json.text == "true" || json.text == "false");
}

bool is_null(const Json& json) { return json.form == Json::Form::Plain && json.text == "null"; }

}  // namespace ensaio
