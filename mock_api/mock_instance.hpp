#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mock_api/sent_message.hpp"
#include "mock_api/webhook.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// That a webhook was set, or unset.
struct Registration {
  Webhook webhook{};
  std::string url{};    ///< Empty: unset.
  std::string route{};  ///< By which call: "update-every-webhooks".
  WallTime at{};
  std::string before{};  ///< The URL until then; empty where there was none.
};

/// A message that waits for the instance to be connected again.
struct QueuedMessage {
  SentMessage message{};
  WallTime since{};
};

/// One instance of the mock API, as far as anything was said of it.
struct MockInstance {
  std::string id{};
  std::string token{};
  std::string client_token{};  ///< Empty: calls need none.
  Dialect dialect = Dialect::Zapi;
  bool dialect_given = false;  ///< By an account or a setting: registering changes nothing.
  WallTime created{};
  bool connected = true;

  /// What `notifySentByMe` says: own messages are told as received ones too.
  bool notify_sent_by_me = false;
  /// `disableEnqueueWhenDisconnected`: sends are refused while there is no phone.
  bool enqueues = true;
  /// `callbackTypeFilters` and `messageFilters`, in their own words.
  std::set<std::string> callback_filters{};
  std::set<std::string> message_filters{};
  /// Settings that only GET /me shows again, as JSON: "autoReadMessage" is "true".
  std::map<std::string, std::string> settings{};

  std::array<std::string, kWebhooks.size()> urls{};  ///< By Webhook; empty where unset.
  std::deque<Registration> history{};                ///< Oldest first, the last 1000.
  std::uint64_t forgotten = 0;                       ///< So many older ones there were.
  std::deque<QueuedMessage> queue{};                 ///< At most 1000.
  std::uint64_t sends = 0;                           ///< So many were answered with ids.

  /// The URL that `webhook` has; empty where none.
  const std::string& url(Webhook webhook) const;

  /// Where a callback of `kind` goes; null where nothing is registered or a filter silences it.
  const std::string* webhook_for(Kind kind) const;
  /// The same, whatever a filter says.
  const std::string* registered_for(Kind kind) const;

  /// Sets, or with "" unsets, and remembers.
  void set_url(Webhook webhook, const std::string& url, std::string_view route, WallTime at);

  /// Returns what was queued and goes out now, oldest first.
  std::vector<SentMessage> set_connected(bool now_connected);
};

/// The callback filters there are, in the provider's words.
/// Source: Z-API docs, webhooks/update-filters, attribute `callbackTypeFilters`.
std::vector<std::string_view> callback_filter_words();
/// The same of messages. Where the provider holds received callbacks back by them, one by one, here
/// they are only kept. Source: there, attribute `messageFilters`.
std::vector<std::string_view> message_filter_words();

}  // namespace ensaio
