#include "mock_api/mock_instance.hpp"

#include <utility>

namespace ensaio {
namespace {

constexpr std::size_t kRemembered = 1000;

struct FilterRow {
  Kind kind{};
  std::string_view word{};
};
constexpr FilterRow kFilters[] = {
    {Kind::Delivery, "FILTER_DELIVERY_CALLBACK"},
    {Kind::Disconnected, "FILTER_DISCONNECTED_CALLBACK"},
    {Kind::Received, "FILTER_RECEIVED_CALLBACK"},
    {Kind::Presence, "FILTER_PRESENCE_CHAT_CALLBACK"},
    {Kind::Status, "FILTER_MESSAGE_STATUS_CALLBACK"},
    {Kind::Connected, "FILTER_CONNECTED_CALLBACK"},
};

}  // namespace

std::vector<std::string_view> callback_filter_words() {
  std::vector<std::string_view> words;
  for (const FilterRow& row : kFilters) words.push_back(row.word);
  return words;
}

std::vector<std::string_view> message_filter_words() {
  return {"FILTER_FROM_GROUP",      "FILTER_FROM_PRIVATE_CHAT", "FILTER_TEXT_MESSAGE",
          "FILTER_IMAGE_MESSAGE",   "FILTER_VIDEO_MESSAGE",     "FILTER_AUDIO_MESSAGE",
          "FILTER_DOCUMENT_MESSAGE"};
}

const std::string& MockInstance::url(Webhook webhook) const {
  return urls[static_cast<std::size_t>(webhook)];
}

const std::string* MockInstance::webhook_for(Kind kind) const {
  for (const FilterRow& row : kFilters) {
    if (row.kind == kind && callback_filters.contains(std::string(row.word))) return nullptr;
  }
  return registered_for(kind);
}

const std::string* MockInstance::registered_for(Kind kind) const {
  const std::string* found = nullptr;
  for (const auto& row : kWebhooks) {
    if (kind_of(row.value) != kind || url(row.value).empty()) continue;
    // While its URL is set it goes before that of `received`, which is kept but unused, until
    // own messages are no longer told of. Source: Z-API docs, on-message-received-and-delivery.
    const bool reverted = row.value == Webhook::ReceivedDelivery && !notify_sent_by_me;
    if (found == nullptr || !reverted) found = &url(row.value);
  }
  return found;
}

void MockInstance::set_url(Webhook webhook, const std::string& url, std::string_view route,
                           WallTime at) {
  std::string& kept = urls[static_cast<std::size_t>(webhook)];
  Registration change{webhook, url, std::string(route), at, std::exchange(kept, url)};
  history.push_back(std::move(change));
  if (history.size() <= kRemembered) return;
  history.pop_front();
  ++forgotten;
}

std::vector<SentMessage> MockInstance::set_connected(bool now_connected) {
  connected = now_connected;
  std::vector<SentMessage> released;
  if (!connected) return released;
  for (QueuedMessage& queued : queue) released.push_back(std::move(queued.message));
  queue.clear();
  return released;
}

}  // namespace ensaio
