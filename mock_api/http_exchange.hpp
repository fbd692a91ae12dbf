#pragma once

#include <functional>

#include "mock_api/http_message.hpp"
#include "mock_api/open_connections.hpp"

namespace Poco::Net {
class HTTPServerRequest;
class HTTPServerResponse;
}  // namespace Poco::Net

namespace ensaio {

/// Hears one request as a whole, has it answered, and carries the answer out with its faults. A
/// request whose end is not certain is answered 400 here, and its connection ends.
void exchange(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
              const std::function<Reply(const Question& question)>& answering,
              OpenConnections& open);

}  // namespace ensaio
