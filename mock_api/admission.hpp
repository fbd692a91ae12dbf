#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "mock_api/call_address.hpp"
#include "mock_api/provider.hpp"

namespace ensaio {

using MockInstances = std::map<std::string, MockInstance, std::less<>>;

/// Whose call it is, or why it is nobody's.
struct Admission {
  MockInstance* instance = nullptr;  ///< Null where it is refused.
  Reply refusal{};
  std::string near_miss{};  ///< See ProviderAnswer.
};

/// Whether it can be an instance's id or token: fit to be shown, and to stand in a callback.
bool is_instance_name(std::string_view text);

/// Finds the instance that a call names and shows the secrets of. Where there is no list of
/// accounts, an instance that nobody has named before is made.
Admission admit(MockInstances& instances, const ProviderSettings& settings,
                const CallAddress& address, const Question& question, WallTime now);

/// The instances that exist from the start.
MockInstances first_instances(const ProviderSettings& settings);

/// The instance that an account is in the beginning.
MockInstance instance_of(const MockAccount& account, const ProviderSettings& settings);

}  // namespace ensaio
