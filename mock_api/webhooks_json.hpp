#pragma once

#include <map>
#include <string>

#include "mock_api/mock_instance.hpp"

namespace ensaio {

/// {"instances": [{"id", "dialect", "connected", "webhooks": {"status": URL}, "history": [...]}]}:
/// `only` of them, all where it is empty.
std::string webhooks_json(const std::map<std::string, MockInstance, std::less<>>& instances,
                          const std::string& only);

}  // namespace ensaio
