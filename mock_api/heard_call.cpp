#include "mock_api/heard_call.hpp"

#include <utility>

namespace ensaio {

HeardCall heard_call(WallTime at, const Question& question, const ProviderAnswer& answer,
                     const std::optional<SentMessage>& sent) {
  HeardCall call{.at = at,
                 .instance = answer.instance.empty() ? answer.addressed : answer.instance,
                 .method = std::string(question.method),
                 .path = std::string(question.target),
                 .route = answer.route,
                 .phone = {},
                 .body = std::string(question.body.substr(0, CallJournal::kMostBody)),
                 .status = answer.reply.status,
                 .near_miss = answer.near_miss,
                 .warning = answer.warning};
  if (!sent) return call;
  call.phone = sent->phone;
  call.message_id = sent->message_id;
  call.zaap_id = sent->zaap_id;
  return call;
}

IncomingCall incoming_call(const Question& question, const ProviderAnswer& answer,
                           const std::optional<SentMessage>& sent, std::string token) {
  IncomingCall call{.route = answer.route,
                    .instance = answer.instance,
                    .token = std::move(token),
                    .body = std::string(question.body)};
  if (!sent) return call;
  call.phone = sent->phone;
  call.text = sent->text;
  call.message_id = sent->message_id;
  call.zaap_id = sent->zaap_id;
  return call;
}

}  // namespace ensaio
