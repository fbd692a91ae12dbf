#include "mock_api/near_miss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "mock_api/call_address.hpp"
#include "mock_api/endpoints.hpp"
#include "simulator/base/nearest.hpp"
#include "simulator/scenario/rule_routes.hpp"

namespace ensaio {
namespace {

/// Names that clients and the docs themselves get wrong, too far from the right ones for spelling.
/// Source: heading of the page on-whatsapp-message-status-changes; paths seen in clients.
struct WrongName {
  std::string_view name{};
  std::string_view right{};
};
constexpr WrongName kWrongNames[] = {
    {"update-webhook-status", "update-webhook-message-status"},
    {"update-webhook-presence", "update-webhook-chat-presence"},
    {"update-webhook-send", "update-webhook-delivery"},
    {"update-webhook", "update-every-webhooks"},
    {"send-message", "send-text"},
};

constexpr std::string_view kSend = "send-";

/// Sends that have no endpoint of their own here, and that rules need not know. Source: Z-API docs,
/// the pages of messages.
constexpr std::string_view kOtherSends[] = {
    "send-button-list-image",
    "send-button-list-video",
    "send-button-otp",
    "send-button-pix",
    "send-carousel",
    "send-catalog",
    "send-product",
    "send-order",
    "send-event",
    "send-edit-event",
    "send-event-response",
    "send-newsletter-admin-invite",
};

struct FamilyPath {
  PathFamily family{};
  std::string_view begin{};
};
constexpr FamilyPath kFamilyPaths[] = {
    {PathFamily::Zapi, "/instances/{id}/token/{token}/"},
    {PathFamily::Plugchat, "/api/whatsapp/"},
    {PathFamily::Integrations, "/api/integrations/"},
};

std::string did_you_mean(std::string_view what) { return fmt::format("did you mean {}?", what); }

bool knows(PathFamily family, std::string_view verb) {
  const auto verbs = known_verbs(family);
  return std::find(verbs.begin(), verbs.end(), verb) != verbs.end() || verb.starts_with("send-");
}

/// The verb of `family` that `verb` was meant to be, empty where none is near.
std::string_view meant_verb(PathFamily family, std::string_view verb) {
  for (const WrongName& wrong : kWrongNames) {
    if (wrong.name == verb && knows(family, wrong.right)) return wrong.right;
  }
  if (family == PathFamily::Integrations && verb.starts_with("update-")) return "update-webhooks";
  return nearest(verb, known_verbs(family)).value_or("");
}

/// The path of another family that has this verb.
std::string elsewhere(std::string_view verb) {
  for (const FamilyPath& path : kFamilyPaths) {
    const auto verbs = known_verbs(path.family);
    const bool known = std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
    if (known) return did_you_mean(fmt::format("{}{}", path.begin, verb));
  }
  return "";
}

std::string verb_near_miss(const CallAddress& address) {
  // Plugchat's docs have `send-text/send-audio`, where the last one is meant.
  const std::string& last = address.verb.back();
  if (address.verb.size() > 1 && knows(address.family, last)) return did_you_mean(last);
  if (address.verb.size() > 1 && knows(address.family, address.verb.front())) {
    return fmt::format("{} takes no '{}' behind it", address.verb.front(), last);
  }
  const std::string_view meant = meant_verb(address.family, address.verb.front());
  if (meant == "send-document") return did_you_mean("send-document/{ext}");
  return meant.empty() ? elsewhere(address.verb.front()) : did_you_mean(meant);
}

/// What the beginning of a path that is no provider's was meant to be; empty where nothing is near.
std::string begin_near_miss(const std::vector<std::string>& segments) {
  constexpr std::string_view kFirst[] = {"instances", "api"};
  constexpr std::string_view kSecond[] = {"whatsapp", "integrations"};
  const auto first = nearest(segments.front(), kFirst);
  if (first == "instances") return did_you_mean(kFamilyPaths[0].begin);
  const auto second = segments.size() > 1 ? nearest(segments[1], kSecond) : std::nullopt;
  if (first != "api" || !second) return "";
  return did_you_mean(fmt::format("/api/{}/", *second));
}

}  // namespace

std::string path_near_miss(const std::vector<std::string>& segments) {
  if (const auto address = call_address(segments)) return verb_near_miss(*address);
  const auto written = [&](const auto& is) {
    return std::any_of(segments.begin(), segments.end() - 1, is);
  };
  if (written([](const std::string& one) { return one.empty(); })) {
    return "the path has an empty part: two slashes in a row";
  }
  if (written([](const std::string& one) { return one == "." || one == ".."; })) {
    return "the path has dots for a part, which mean nothing here";
  }
  std::string meant = begin_near_miss(segments);
  return meant.empty() ? elsewhere(segments.back()) : meant;
}

std::string send_near_miss(std::string_view route) {
  const std::string_view verb = route.substr(0, route.find('/'));
  const auto zapi = known_verbs(PathFamily::Zapi);
  const bool known = std::ranges::find(zapi, verb) != zapi.end() ||
                     std::ranges::find(kOtherSends, verb) != std::end(kOtherSends) ||
                     is_documented_route(verb);
  if (known || !verb.starts_with(kSend)) return "";
  const auto wrong = std::ranges::find(kWrongNames, verb, &WrongName::name);
  if (wrong != std::end(kWrongNames)) return did_you_mean(wrong->right);
  std::vector<std::string_view> near;
  for (const auto& one : {nearest_route(verb), nearest(verb, kOtherSends)}) {
    if (one && one->starts_with(kSend)) near.push_back(*one);
  }
  const auto meant = nearest(verb, near);
  return meant ? did_you_mean(*meant) : "";
}

std::string token_near_miss(std::string_view given, std::string_view right) {
  const auto [mine, theirs] = std::mismatch(given.begin(), given.end(), right.begin(), right.end());
  const auto plural = [](std::size_t count) {
    return fmt::format("{} character{}", count, count == 1 ? "" : "s");
  };
  if (mine == given.end()) return "token is " + plural(right.size() - given.size()) + " short";
  if (theirs == right.end()) return "token is " + plural(given.size() - right.size()) + " long";
  return fmt::format("token differs in character {}", mine - given.begin() + 1);
}

}  // namespace ensaio
