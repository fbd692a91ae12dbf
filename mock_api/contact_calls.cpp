#include <nlohmann/json.hpp>

#include <string_view>

#include "mock_api/provider_call.hpp"
#include "simulator/base/random.hpp"
#include "simulator/wire/ids.hpp"

// Plausible answers about people that nobody knows. Source: Z-API docs, contacts/* and chats/*.

namespace ensaio {
namespace {

using nlohmann::ordered_json;

/// A path may hold anything: what is not UTF-8 is replaced.
Reply shown(const ordered_json& answer) {
  return {.body = answer.dump(-1, ' ', false, ordered_json::error_handler_t::replace)};
}

/// The phone that does not exist, as among the phones with a meaning that sends know.
bool exists(const ProviderCall& call, std::string_view phone) {
  return !call.settings.magic || !phone.ends_with("0000001");
}

ordered_json lid_of(const ProviderCall& call, std::string_view phone) {
  if (!exists(call, phone)) return nullptr;
  Random random(mixed(mixed(call.settings.seed, call.instance.id), phone));
  return lid(random);
}

}  // namespace

/// A list of one, as the newest docs have it.
Reply phone_exists(ProviderCall& call) {
  const ordered_json one{{"exists", exists(call, call.value)},
                         {"phone", call.value},
                         {"lid", lid_of(call, call.value)}};
  return shown(ordered_json::array({one}));
}

Reply phones_exist(ProviderCall& call) {
  const Json& phones = *call.find("phones");
  if (phones.form != Json::Form::List) return provider_refusal(400, "\"phones\" is not a list");
  ordered_json answer = ordered_json::array();
  for (const JsonMember& phone : phones.inside) {
    const std::string& text = phone.value.text;
    answer.push_back({{"exists", exists(call, text)},
                      {"inputPhone", text},
                      {"outputPhone", text},
                      {"lid", lid_of(call, text)}});
  }
  return shown(answer);
}

Reply show_contact(ProviderCall& call) {
  return shown({{"phone", call.value},
                {"name", "Contact " + call.value},
                {"short", ""},
                {"vname", ""},
                {"notify", ""},
                {"imgUrl", nullptr},
                {"about", ""}});
}

/// Texts where one would expect numbers and truth values, as documented.
Reply show_chat(ProviderCall& call) {
  return shown({{"phone", call.value},
                {"name", "Contact " + call.value},
                {"unread", "0"},
                {"lastMessageTime", nullptr},
                {"archived", "false"},
                {"pinned", "false"},
                {"isMuted", "0"},
                {"isMarkedSpam", "false"},
                {"profileThumbnail", nullptr}});
}

Reply show_nothing(ProviderCall&) { return {.body = "[]"}; }

Reply show_profile_picture(ProviderCall& call) {
  if (call.question.parameter("phone").value_or("").empty()) {
    return provider_refusal(400, "the query lacks \"phone\"");
  }
  return {.body = R"({"link":"null"})"};
}

Reply accept(ProviderCall&) { return value_true(); }

}  // namespace ensaio
