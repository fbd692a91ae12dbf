#include <nlohmann/json.hpp>

#include <algorithm>

#include "mock_api/provider_call.hpp"

// The queue of messages that wait for the phone. Source: Z-API docs, queue/*.

namespace ensaio {
namespace {

using nlohmann::ordered_json;

ordered_json queue_entry(const QueuedMessage& queued) {
  const SentMessage& message = queued.message;
  return {{"_id", message.zaap_id},
          {"Message", message.text},
          {"InstanceId", message.instance},
          {"Phone", message.phone},
          {"ZaapId", message.zaap_id},
          {"MessageId", message.message_id},
          {"Created", queued.since.time_since_epoch().count()}};
}

}  // namespace

/// All of them on one page: assumed, as what stands where a page is asked for.
Reply show_queue(ProviderCall& call) {
  ordered_json messages = ordered_json::array();
  for (const QueuedMessage& queued : call.instance.queue) messages.push_back(queue_entry(queued));
  const ordered_json answer{{"messages", messages}, {"pagingState", nullptr}, {"hasMore", false}};
  return {.body = answer.dump()};
}

/// Assumed: the member's name.
Reply count_queue(ProviderCall& call) {
  return {.body = ordered_json{{"count", call.instance.queue.size()}}.dump()};
}

Reply clear_queue(ProviderCall& call) {
  call.instance.queue.clear();
  return value_true();
}

/// Assumed: also where there is no such message.
Reply remove_from_queue(ProviderCall& call) {
  auto& queue = call.instance.queue;
  queue.erase(std::remove_if(queue.begin(), queue.end(),
                             [&](const QueuedMessage& queued) {
                               return queued.message.zaap_id == call.value;
                             }),
              queue.end());
  return value_true();
}

/// Source: Z-API docs, instance/update-queue-settings.
Reply set_queueing(ProviderCall& call) {
  const Json& disable = *call.find("disableEnqueueWhenDisconnected");
  if (!is_boolean(disable)) {
    return provider_refusal(400, "\"disableEnqueueWhenDisconnected\" is not true or false");
  }
  call.instance.enqueues = disable.text == "false";
  return {.body = R"({"success":true})"};
}

}  // namespace ensaio
