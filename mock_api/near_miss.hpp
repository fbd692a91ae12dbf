#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ensaio {

/// What a path that no provider knows was probably meant to be:
/// "did you mean update-webhook-message-status?". Empty where nothing is near.
std::string path_near_miss(const std::vector<std::string>& segments);

/// What a send that no documentation has was probably meant to be: the generic answer to send-*
/// takes send-txt too, and the real provider does not. Empty where it is documented, or nothing is
/// near.
std::string send_near_miss(std::string_view route);

/// How a token differs from the right one: "token differs in character 3", "token is 2 characters
/// short". Requires that they differ.
std::string token_near_miss(std::string_view given, std::string_view right);

}  // namespace ensaio
