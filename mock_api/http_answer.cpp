#include "mock_api/http_answer.hpp"

#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timestamp.h>
#include <sys/socket.h>

#include <sstream>
#include <string>

namespace ensaio {
namespace {

namespace net = Poco::Net;

/// At once and for everybody who has the socket; closing it would say goodbye over TLS first.
/// Source: connect(2), a TCP socket is dissolved by AF_UNSPEC; Linux then sends RST.
void reset(net::StreamSocket& socket) {
  sockaddr nowhere{};
  nowhere.sa_family = AF_UNSPEC;
  connect(socket.impl()->sockfd(), &nowhere, sizeof(nowhere));
}

/// The bytes of an answer.
std::string written(const Reply& reply, const AnswerManner& manner) {
  net::HTTPResponse response;
  response.setVersion(std::string(manner.version));
  response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(reply.status));
  response.setDate(Poco::Timestamp());
  response.setKeepAlive(manner.keep_alive);
  if (!reply.body.empty()) response.setContentType("application/json");
  for (const Header& header : reply.headers) response.set(header.name, header.value);
  // A 204 has no length (RFC 9110, 8.6).
  const bool bodiless = reply.status == net::HTTPResponse::HTTP_NO_CONTENT;
  if (!bodiless) response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
  std::ostringstream text;
  response.write(text);
  if (!bodiless && !manner.without_body) text << reply.body;
  return std::move(text).str();
}

/// Whether all of it was sent.
bool send(net::StreamSocket& socket, std::string_view text, Offset dribble, OpenConnections& open) {
  while (!text.empty()) {
    if (!open.pause(dribble)) return false;
    const std::size_t piece = dribble > Offset::zero() ? 1 : text.size();
    const int sent = socket.sendBytes(text.data(), static_cast<int>(piece));
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

bool write_answer(net::StreamSocket& socket, const Reply& reply, AnswerManner manner,
                  OpenConnections& open) {
  if (!open.pause(reply.delay)) return false;
  switch (reply.breakage) {
    case Breakage::None:
      break;
    case Breakage::Empty:
      return false;
    case Breakage::Garbage:
      send(socket, "\x16garbage\r\n\xFF\xFE{]", Offset::zero(), open);
      return false;
    case Breakage::Reset:
      reset(socket);
      return false;
  }
  return send(socket, written(reply, manner), reply.dribble, open) && manner.keep_alive;
}

}  // namespace ensaio
