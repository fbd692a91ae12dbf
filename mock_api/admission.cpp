#include "mock_api/admission.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "mock_api/near_miss.hpp"
#include "mock_api/provider_call.hpp"
#include "simulator/base/nearest.hpp"
#include "simulator/document/text_check.hpp"

namespace ensaio {
namespace {

// So that a client that makes ids up cannot fill the memory.
constexpr std::size_t kInstances = 10'000;
constexpr std::size_t kLongestName = 256;

/// How an account is named and shows that it is the one.
struct Credentials {
  std::string id{};
  std::string token{};
};

/// Real Plugchat clients send the bare token; its newer docs say `Bearer`.
std::string authorization_token(const Question& question) {
  constexpr std::string_view kScheme = "Bearer ";
  std::string_view value = question.header("authorization").value_or("");
  if (same_name(value.substr(0, kScheme.size()), kScheme)) value.remove_prefix(kScheme.size());
  while (value.starts_with(' ')) value.remove_prefix(1);
  return std::string(value);
}

Admission refused(int status, std::string_view reason, std::string near_miss = "") {
  return {.refusal = provider_refusal(status, reason), .near_miss = std::move(near_miss)};
}

// Source of the texts and statuses: answers reported by clients. Assumed: the status of "Instance
// not found", which clients treat as 400 or 404.
Admission not_found(std::string near_miss) {
  return refused(400, "Instance not found", std::move(near_miss));
}

// Assumed: the text; the status is that of Plugchat's docs of 2022-04.
Admission unauthorized(std::string near_miss) {
  return refused(401, "Unauthorized", std::move(near_miss));
}

Admission check_client_token(MockInstance& instance, const Question& question) {
  const auto given = question.header("client-token");
  if (instance.client_token.empty() || given == instance.client_token) return {&instance};
  if (!given || given->empty()) return refused(400, "your client-token is not configured");
  return refused(403, "Client-Token not allowed",
                 "client-" + token_near_miss(*given, instance.client_token));
}

Admission listed_zapi(MockInstances& instances, const Credentials& shown,
                      const Question& question) {
  const auto found = instances.find(shown.id);
  if (found == instances.end()) {
    std::vector<std::string_view> ids;
    for (const auto& one : instances) ids.push_back(one.first);
    const auto meant = nearest(shown.id, ids);
    return not_found(meant ? "did you mean instance " + std::string(*meant) + "?" : "");
  }
  MockInstance& instance = found->second;
  if (instance.token != shown.token) return not_found(token_near_miss(shown.token, instance.token));
  return check_client_token(instance, question);
}

Admission listed_plugchat(MockInstances& instances, const std::string& token) {
  std::vector<std::string_view> tokens;
  for (auto& [id, instance] : instances) {
    if (instance.token == token) return {&instance};
    tokens.push_back(instance.token);
  }
  const auto meant = nearest(token, tokens);
  // The nearest may be the same but for large and small letters.
  return unauthorized(meant ? token_near_miss(token, *meant) : "");
}

Dialect first_dialect(PathFamily family) {
  return family == PathFamily::Zapi ? Dialect::Zapi : Dialect::Plugchat;
}

Admission seen(MockInstances& instances, const ProviderSettings& settings, PathFamily family,
               const Credentials& shown, WallTime now) {
  const auto known = instances.find(shown.id);
  if (known != instances.end()) {
    Admission admission{&known->second};
    const std::string& first = known->second.token;
    if (first != shown.token) {
      admission.near_miss = token_near_miss(shown.token, first) + ": so far it was " + first;
    }
    return admission;
  }
  if (instances.size() >= kInstances) return refused(400, "too many instances: 10000");
  MockInstance made{.id = shown.id, .token = shown.token, .created = now};
  made.dialect = settings.dialect.value_or(first_dialect(family));
  made.dialect_given = settings.dialect.has_value();
  return {&instances.emplace(shown.id, std::move(made)).first->second};
}

}  // namespace

bool is_instance_name(std::string_view text) {
  return !text.empty() && text.size() <= kLongestName && !text_fault(text) &&
         text.find_first_of("\t\n\r") == std::string_view::npos;
}

Admission admit(MockInstances& instances, const ProviderSettings& settings,
                const CallAddress& address, const Question& question, WallTime now) {
  const bool zapi = address.family == PathFamily::Zapi;
  Credentials shown{address.instance, address.token};
  if (!zapi) {
    shown.token = authorization_token(question);
    // Assumed: the id in callbacks. An account nobody listed has no other name than its token.
    shown.id = shown.token;
    if (shown.token.empty()) return unauthorized("there is no Authorization header");
  }
  if (!is_instance_name(shown.id) || !is_instance_name(shown.token)) {
    const char* const why = "id or token is empty, too long, or no text";
    return zapi ? not_found(why) : unauthorized(why);
  }
  if (!settings.accounts) return seen(instances, settings, address.family, shown, now);
  return zapi ? listed_zapi(instances, shown, question) : listed_plugchat(instances, shown.token);
}

MockInstance instance_of(const MockAccount& account, const ProviderSettings& settings) {
  MockInstance made{.id = account.id,
                    .token = account.token,
                    .client_token = account.client_token,
                    .connected = account.connected};
  if (account.dialect) made.dialect = *account.dialect;
  if (settings.dialect) made.dialect = *settings.dialect;
  made.dialect_given = account.dialect || settings.dialect;
  return made;
}

MockInstances first_instances(const ProviderSettings& settings) {
  MockInstances instances;
  if (!settings.accounts) return instances;
  for (const MockAccount& account : *settings.accounts) {
    instances.emplace(account.id, instance_of(account, settings));
  }
  return instances;
}

}  // namespace ensaio
