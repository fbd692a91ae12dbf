#include "mock_api/webhooks_json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

#include "mock_api/utc_text.hpp"

namespace ensaio {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const Registration& registration) {
  return {{"at", utc_text(registration.at)},
          {"route", registration.route},
          {"webhook", kWebhooks.text(registration.webhook)},
          {"url", registration.url},
          {"before", registration.before}};
}

ordered_json json_of(const MockInstance& instance) {
  ordered_json webhooks = ordered_json::object();
  for (std::size_t i = 0; i < instance.urls.size(); ++i) {
    if (instance.urls[i].empty()) continue;
    webhooks[std::string(kWebhooks.text(static_cast<Webhook>(i)))] = instance.urls[i];
  }
  ordered_json history = ordered_json::array();
  for (const Registration& registration : instance.history)
    history.push_back(json_of(registration));
  return {{"id", instance.id},
          {"dialect", kDialects.text(instance.dialect)},
          {"connected", instance.connected},
          {"notifySentByMe", instance.notify_sent_by_me},
          {"queued", instance.queue.size()},
          {"sends", instance.sends},
          {"webhooks", std::move(webhooks)},
          {"history", std::move(history)},
          {"forgotten", instance.forgotten}};
}

}  // namespace

std::string webhooks_json(const std::map<std::string, MockInstance, std::less<>>& instances,
                          const std::string& only) {
  ordered_json all = ordered_json::array();
  for (const auto& [id, instance] : instances) {
    if (only.empty() || id == only) all.push_back(json_of(instance));
  }
  return ordered_json{{"instances", std::move(all)}}.dump(-1, ' ', false,
                                                          ordered_json::error_handler_t::replace);
}

}  // namespace ensaio
