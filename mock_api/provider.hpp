#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mock_api/accounts.hpp"
#include "mock_api/http_message.hpp"
#include "mock_api/mock_instance.hpp"
#include "mock_api/sent_message.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/wire/dialect.hpp"

namespace ensaio {

/// What is thought of a webhook whose URL is http://, which the real providers refuse.
enum class HttpsRule : std::uint8_t { Strict, Warn, Any };

inline constexpr auto kHttpsRules = enum_table<HttpsRule>({
    {HttpsRule::Strict, "strict"},
    {HttpsRule::Warn, "warn"},
    {HttpsRule::Any, "any"},
});

struct ProviderSettings {
  std::uint64_t seed = 0;            ///< Of ids.
  std::optional<Dialect> dialect{};  ///< Of every account, whatever it is registered by.
  HttpsRule https = HttpsRule::Warn;
  int unknown_path = 200;  ///< The status with NOT_FOUND: 200 as observed, or 404.
  bool magic = true;       ///< Phones that end in 0000001 do not exist.
  /// The only ones there are; without, whatever instance and token a call names is accepted.
  std::optional<std::vector<MockAccount>> accounts{};
};

/// What the provider answers to a call, and what follows from it.
struct ProviderAnswer {
  Reply reply{};
  std::string route{};      ///< "send-text", "update-webhook-received", "me"; empty: unknown path.
  std::string instance{};   ///< The id of whose call it was; empty where that is not known.
  std::string addressed{};  ///< The id that its path names, whether it is known or not.
  /// The message that goes out now. Not where it was queued: then it comes out of `released`.
  std::optional<SentMessage> sent{};
  bool queued = false;  ///< A send was answered with ids, but the instance is not connected.
  std::vector<SentMessage> released{};  ///< What was queued and goes out now, oldest first.
  std::vector<Kind> registered{};       ///< What this call gave a URL.
  std::optional<bool> connection{};     ///< It connected or disconnected the instance.
  /// What was probably meant: "did you mean update-webhook-message-status?". Empty: nothing.
  std::string near_miss{};
  /// What the real provider would take amiss, though this one did not. Empty: nothing.
  std::string warning{};
};

/// The provider's side of its API: instances, their webhooks, and the answer to every call. Pure:
/// same settings, same calls, same times, same answers. Not thread safe.
class Provider {
 public:
  explicit Provider(ProviderSettings settings = {});

  /// Whether something has the answer refuse a call of that instance to that route; then the call
  /// does nothing.
  using Refuses = std::function<bool(const std::string& instance, const std::string& route)>;

  /// The answer to any request outside /_ensaio. `now` is the time that ids and histories carry.
  /// `refuses` is asked of every call that would be accepted, but for its body.
  ProviderAnswer call(const Question& question, WallTime now, const Refuses& refuses = {});

  /// The message that the instance queued last was refused after all.
  void unqueue_last(std::string_view instance);

  /// Where a callback goes; null where the instance is not known, nothing is registered, or a
  /// filter silences it. Good until the next change.
  const std::string* webhook(std::string_view instance, Kind kind) const;

  /// Null where it is not known. Good until the next reset.
  const MockInstance* find(std::string_view instance) const;
  /// By id: the accounts, and all that calls have named.
  const std::map<std::string, MockInstance, std::less<>>& instances() const { return instances_; }

  /// What a connected or a disconnected callback changes. Returns what was queued and goes out
  /// now. An instance that is not known yet is so once it is.
  std::vector<SentMessage> set_connected(std::string_view instance, bool connected);

  /// Forgets all that was said of an instance; an account is as in the beginning. Whether it was
  /// known.
  bool reset(std::string_view instance);
  /// The same for all.
  void reset();

 private:
  void remember_sends(const MockInstance& instance);

  ProviderSettings settings_;
  std::map<std::string, MockInstance, std::less<>> instances_;
  /// How many sends those had answered that were reset: no id is given twice.
  std::map<std::string, std::uint64_t, std::less<>> sends_before_;
  std::set<std::string, std::less<>> disconnected_;  ///< Those not known yet. At most 10 000.
};

}  // namespace ensaio
