#pragma once

#include <functional>
#include <memory>

#include "mock_api/http_limits.hpp"
#include "mock_api/http_message.hpp"
#include "mock_api/open_connections.hpp"

namespace Poco::Net {
class StreamSocket;
class TCPServerConnection;
}  // namespace Poco::Net

namespace ensaio {

/// What all connections of a server share.
struct HttpServing {
  std::function<Reply(const Question& question)> answering{};
  HttpLimits limits{};
  OpenConnections open{};
};

/// One connection, for a thread of its own: hears a request as a whole, has it answered, carries
/// the answer out with its faults, and goes on with the next one while it is certain where that
/// begins. Whatever is wrong with a request is answered by whoever answers all others. `serving`
/// must outlive it.
std::unique_ptr<Poco::Net::TCPServerConnection> http_connection(
    const Poco::Net::StreamSocket& socket, HttpServing& serving);

}  // namespace ensaio
