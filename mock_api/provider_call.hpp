#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mock_api/call_address.hpp"
#include "mock_api/provider.hpp"
#include "simulator/wire/json.hpp"

namespace ensaio {

/// A call that has found its endpoint and its instance.
struct ProviderCall {
  const Question& question;
  WallTime now{};
  const ProviderSettings& settings;
  MockInstance& instance;
  PathFamily family = PathFamily::Zapi;
  std::string value{};     ///< What stands at {...} in the path; empty where it has no such part.
  Json body{};             ///< An object; null where the endpoint takes none.
  ProviderAnswer& answer;  ///< What follows from the call is noted here; `route` is set.

  /// The body's member; null where there is none.
  const Json* find(std::string_view name) const;
  /// A member that is text, or a number's digits; empty where there is none such.
  std::string text(std::string_view name) const;
};

/// `{"error": reason}`, the form of all refusals.
/// Source: answers that clients report; the words are ours where no source has any.
Reply provider_refusal(int status, std::string_view reason);

/// `{"value": true}`, the answer to most changes. Source: Z-API docs. Assumed for Plugchat.
Reply value_true();

/// Whether `json` is the literal `true` or `false`.
bool is_boolean(const Json& json);
/// Whether it is `null`.
bool is_null(const Json& json);

// What the endpoints do (endpoints.cpp says which of them does what).

// webhook_calls.cpp
Reply set_webhook(ProviderCall& call);
Reply set_every_webhook(ProviderCall& call);
Reply set_proxy_webhook(ProviderCall& call);
Reply set_notify_sent_by_me(ProviderCall& call);
Reply set_filters(ProviderCall& call);
Reply update_webhooks(ProviderCall& call);

// send_calls.cpp
Reply send_message(ProviderCall& call);
Reply forward_message(ProviderCall& call);
Reply done_without_body(ProviderCall& call);
Reply delete_message(ProviderCall& call);

// queue_calls.cpp
Reply show_queue(ProviderCall& call);
Reply count_queue(ProviderCall& call);
Reply clear_queue(ProviderCall& call);
Reply remove_from_queue(ProviderCall& call);
Reply set_queueing(ProviderCall& call);

// instance_calls.cpp
Reply show_me(ProviderCall& call);
Reply show_status(ProviderCall& call);
Reply show_device(ProviderCall& call);
Reply show_qr_code(ProviderCall& call);
Reply show_qr_code_image(ProviderCall& call);
Reply show_phone_code(ProviderCall& call);
Reply connect(ProviderCall& call);
Reply disconnect(ProviderCall& call);
Reply set_setting(ProviderCall& call);

// contact_calls.cpp
Reply phone_exists(ProviderCall& call);
Reply phones_exist(ProviderCall& call);
Reply show_contact(ProviderCall& call);
Reply show_chat(ProviderCall& call);
Reply show_nothing(ProviderCall& call);
Reply show_profile_picture(ProviderCall& call);
Reply accept(ProviderCall& call);

}  // namespace ensaio
