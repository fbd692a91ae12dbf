#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

#include "mock_api/provider_call.hpp"
#include "simulator/base/json_text.hpp"
#include "simulator/base/random.hpp"
#include "simulator/wire/ids.hpp"

// The calls about the instance itself. Source: Z-API docs, instance/*; Plugchat docs, status.

namespace ensaio {
namespace {

using nlohmann::ordered_json;

constexpr auto kTerm = std::chrono::hours(24 * 30);

Reply shown(const ordered_json& answer) { return {.body = answer.dump()}; }

/// Drawings for what an instance has besides its messages.
Random random_of(const ProviderCall& call, std::string_view what) {
  return Random(mixed(mixed(call.settings.seed, call.instance.id), what));
}

/// The newest docs have no full stop at the end of these sentences, the others do.
std::string status_sentence(const MockInstance& instance) {
  std::string text = instance.connected ? "You are already connected" : "You are not connected";
  if (instance.dialect != Dialect::Zapi) text += '.';
  return text;
}

/// What a setting is called in GET /me and what it is before it is set.
struct SettingRow {
  std::string_view route{};
  std::string_view member{};  ///< Empty: it is not shown.
  std::string_view before{};  ///< As JSON.
};
constexpr SettingRow kSettings[] = {
    {"update-name", "name", R"("ensaio")"},
    {"update-call-reject-auto", "callRejectAuto", "false"},
    {"update-call-reject-message", "callRejectMessage", "null"},
    {"update-auto-read-message", "autoReadMessage", "false"},
    {"update-auto-read-status", "", "false"},
};

ordered_json setting(const MockInstance& instance, std::string_view member) {
  const auto set = instance.settings.find(std::string(member));
  if (set != instance.settings.end()) return ordered_json::parse(set->second);
  for (const SettingRow& row : kSettings) {
    if (row.member == member) return ordered_json::parse(row.before);
  }
  return nullptr;
}

// One white pixel, PNG.
constexpr std::string_view kImage =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEA"
    "G7buVgAAAABJRU5ErkJggg==";

}  // namespace

/// Assumed: the values of what cannot be set here (due, paymentStatus, useProxy).
Reply show_me(ProviderCall& call) {
  const MockInstance& instance = call.instance;
  ordered_json me{{"id", instance.id},
                  {"token", instance.token},
                  {"name", setting(instance, "name")},
                  {"due", (instance.created + kTerm).time_since_epoch().count()},
                  {"connected", instance.connected},
                  {"paymentStatus", "PAID"},
                  {"created", instance.created.time_since_epoch().count()}};
  for (const auto& row : kWebhooks) {
    const std::string_view member = member_of_me(row.value);
    const std::string& url = instance.url(row.value);
    if (!member.empty()) me[std::string(member)] = url.empty() ? ordered_json() : ordered_json(url);
  }
  me["receiveCallbackSentByMe"] = instance.notify_sent_by_me;
  for (const SettingRow& row : kSettings) {
    const bool shown_above = row.member == "name";
    if (row.member.empty() || shown_above) continue;
    me[std::string(row.member)] = setting(instance, row.member);
  }
  me["proxyUrl"] = nullptr;
  me["useProxy"] = false;
  return shown(me);
}

/// Assumed: which of the three sentences `error` has when; `session` is Plugchat's.
Reply show_status(ProviderCall& call) {
  const MockInstance& instance = call.instance;
  ordered_json status{{"connected", instance.connected}};
  if (call.family != PathFamily::Zapi) status["session"] = instance.connected;
  status["error"] = status_sentence(instance);
  status["smartphoneConnected"] = instance.connected;
  return shown(status);
}

Reply show_device(ProviderCall& call) {
  if (!call.instance.connected) return provider_refusal(400, status_sentence(call.instance));
  Random random = random_of(call, "phone");
  return shown({{"phone", phone_number(random)},
                {"imgUrl", nullptr},
                {"about", ""},
                {"name", setting(call.instance, "name")},
                {"device", {{"sessionName", "Z-API"}, {"device_model", "Z-API"}}},
                {"originalDevice", "iphone"},
                {"sessionId", 1},
                {"isBusiness", false}});
}

Reply show_qr_code(ProviderCall& call) {
  if (call.instance.connected) return shown({{"connected", true}});
  Random random = random_of(call, "qr-code");
  return shown({{"value", "2@" + instance_id(random)}});
}

Reply show_qr_code_image(ProviderCall& call) {
  if (call.instance.connected) return shown({{"connected", true}});
  return shown({{"value", kImage}});
}

Reply show_phone_code(ProviderCall& call) {
  Random random = random_of(call, call.value);
  return shown({{"value", instance_id(random).substr(0, 8)}});
}

Reply connect(ProviderCall& call) {
  if (!call.instance.connected) call.answer.connection = true;
  call.answer.released = call.instance.set_connected(true);
  return value_true();
}

Reply disconnect(ProviderCall& call) {
  if (call.instance.connected) call.answer.connection = false;
  call.instance.set_connected(false);
  return value_true();
}

Reply set_setting(ProviderCall& call) {
  const Json& value = *call.find("value");
  for (const SettingRow& row : kSettings) {
    if (row.route != call.answer.route) continue;
    const bool wants_text = row.before.front() != 'f';
    if (wants_text ? value.form != Json::Form::Text : !is_boolean(value)) {
      return provider_refusal(
          400, fmt::format("\"value\" is not {}", wants_text ? "a text" : "true or false"));
    }
    call.instance.settings[std::string(row.member)] =
        wants_text ? json_string(value.text) : value.text;
  }
  return value_true();
}

}  // namespace ensaio
