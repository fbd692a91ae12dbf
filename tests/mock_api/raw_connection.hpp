#pragma once

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/URI.h>

#include <string>

namespace ensaio {

/// A connection over which anything can be sent, in whatever pieces.
class RawConnection {
 public:
  explicit RawConnection(const std::string& url)
      : socket_(Poco::Net::SocketAddress(Poco::URI(url).getHost(), Poco::URI(url).getPort())) {
    // A server that is stuck must not hang the test.
    socket_.setReceiveTimeout(Poco::Timespan(20, 0));
  }

  void send(const std::string& text) const {
    Poco::Net::StreamSocket socket(socket_);
    socket.sendBytes(text.data(), static_cast<int>(text.size()));
  }
  void send_callback(const std::string& body) const {
    send("POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body);
  }
  void end_sending() const { Poco::Net::StreamSocket(socket_).shutdownSend(); }

  /// What comes next; empty where the connection ended.
  std::string received() const {
    std::string text(4096, '\0');
    const int count = Poco::Net::StreamSocket(socket_).receiveBytes(text.data(), 4096);
    text.resize(static_cast<std::size_t>(count));
    return text;
  }
  /// All that comes until the connection ends; with "<reset>" behind it where it ends so.
  std::string all_received() const {
    std::string all;
    try {
      for (std::string next = received(); !next.empty(); next = received()) all += next;
    } catch (const Poco::Net::NetException&) {
      all += "<reset>";
    }
    return all;
  }

 private:
  Poco::Net::StreamSocket socket_;
};

}  // namespace ensaio
