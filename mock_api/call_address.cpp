#include "mock_api/call_address.hpp"

#include <utility>

namespace ensaio {
namespace {

std::vector<std::string> from(const std::vector<std::string>& segments, std::size_t first) {
  return {segments.begin() + static_cast<std::ptrdiff_t>(first), segments.end()};
}

}  // namespace

std::optional<CallAddress> call_address(std::vector<std::string> segments) {
  if (segments.size() > 1 && segments.back().empty()) segments.pop_back();
  const auto is = [&](std::size_t at, const char* word) {
    return segments.size() > at && segments[at] == word;
  };
  if (is(0, "instances") && is(2, "token") && segments.size() > 4) {
    return CallAddress{PathFamily::Zapi, segments[1], segments[3], from(segments, 4)};
  }
  if (!is(0, "api") || segments.size() < 3) return std::nullopt;
  if (is(1, "whatsapp"))
    return CallAddress{.family = PathFamily::Plugchat, .verb = from(segments, 2)};
  if (!is(1, "integrations")) return std::nullopt;
  return CallAddress{.family = PathFamily::Integrations, .verb = from(segments, 2)};
}

}  // namespace ensaio
