#pragma once

#include <string_view>

#include "mock_api/http_message.hpp"
#include "mock_api/open_connections.hpp"

namespace Poco::Net {
class StreamSocket;
}

namespace ensaio {

/// What an answer must know of its request.
struct AnswerManner {
  std::string_view version = "HTTP/1.1";
  bool keep_alive = true;     ///< The connection may go on afterwards.
  bool without_body = false;  ///< The request was a HEAD.
};

/// Writes the answer with its faults. Whether the connection goes on. Poco's exceptions where the
/// client is gone.
bool write_answer(Poco::Net::StreamSocket& socket, const Reply& reply, AnswerManner manner,
                  OpenConnections& open);

}  // namespace ensaio
