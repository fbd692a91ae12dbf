#include "mock_api/sink.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>
#include <Poco/URI.h>

#include <mutex>
#include <utility>

#include "mock_api/receiver.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;

constexpr std::size_t kBodyLimit = 1U << 20U;
// A kept-alive connection holds a thread, and one player holds up to 200 connections.
constexpr int kThreads = 256;

/// The beliefs, and who may look at them when.
struct Shared {
  std::mutex mutex;
  Belief belief;  // Guarded by the mutex.
};

struct Body {
  std::string text{};
  bool too_long = false;
  bool whole = true;  ///< All that its length promised has come.
};

Body body(net::HTTPServerRequest& request) {
  const auto length = request.getContentLength64();
  if (length > static_cast<Poco::Int64>(kBodyLimit)) return {.too_long = true};
  Body body;
  body.text.resize(length < 0 ? kBodyLimit + 1 : static_cast<std::size_t>(length));
  request.stream().read(body.text.data(), static_cast<std::streamsize>(body.text.size()));
  body.text.resize(static_cast<std::size_t>(request.stream().gcount()));
  body.too_long = body.text.size() > kBodyLimit;
  body.whole = length < 0 || static_cast<std::size_t>(length) == body.text.size();
  return body;
}

class Handler : public net::HTTPRequestHandler {
 public:
  explicit Handler(Shared& shared) : shared_(shared) {}

  void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
    const Reply reply = replied(request, response);
    response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(reply.status));
    if (!reply.body.empty()) response.setContentType("application/json");
    response.sendBuffer(reply.body.data(), reply.body.size());
  }

 private:
  Reply replied(net::HTTPServerRequest& request, net::HTTPServerResponse& response) {
    const Body read = body(request);
    if (read.too_long || !read.whole) {
      // What is left of the body must not be taken for the next request.
      response.setKeepAlive(false);
      return {.status = read.too_long ? 413 : 400};
    }
    std::string path;
    try {
      path = Poco::URI(request.getURI()).getPath();
    } catch (const Poco::SyntaxException&) {
      return {.status = 400};
    }
    const std::lock_guard lock(shared_.mutex);
    return answer(shared_.belief, {request.getMethod(), path, read.text});
  }

  Shared& shared_;
};

class Factory : public net::HTTPRequestHandlerFactory {
 public:
  explicit Factory(Shared& shared) : shared_(shared) {}
  net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
    return new Handler(shared_);  // Poco deletes it.
  }

 private:
  Shared& shared_;
};

net::ServerSocket listening(const net::SocketAddress& address) {
  net::ServerSocket socket;
  // Without sharing the port, which is Poco's default: a taken port must be an error.
  socket.bind(address, /*reuseAddress=*/true, /*reusePort=*/false);
  socket.listen(kThreads);
  return socket;
}

net::HTTPServerParams* params() {
  auto* made = new net::HTTPServerParams;  // Counted by its references.
  made->setMaxThreads(kThreads);
  made->setMaxQueued(kThreads);
  return made;
}

}  // namespace

class Sink::Server {
 public:
  explicit Server(const net::SocketAddress& address)
      : socket_(listening(address)), server_(new Factory(shared_), threads_, socket_, params()) {
    server_.start();
  }
  /// Stopping alone leaves connection threads behind; nothing they touch may die before them.
  ~Server() {
    server_.stopAll(true);
    threads_.joinAll();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string address() const { return socket_.address().toString(); }
  Shared& shared() { return shared_; }

 private:
  Shared shared_;
  net::ServerSocket socket_;
  // Ours, not Poco's global one, which outlives main().
  Poco::ThreadPool threads_{2, kThreads};
  net::HTTPServer server_;
};

Result<std::unique_ptr<Sink>> Sink::listen(const std::string& address) {
  try {
    return std::unique_ptr<Sink>(new Sink(std::make_unique<Server>(net::SocketAddress(address))));
  } catch (const Poco::Exception& failed) {
    return Error{"cannot listen on '" + address + "': " + failed.displayText()};
  }
}

Sink::Sink(std::unique_ptr<Server> server) : server_(std::move(server)) {}
Sink::~Sink() = default;

std::string Sink::url() const { return "http://" + server_->address(); }

std::optional<MessageBelief> Sink::message(std::string_view id) const {
  const std::lock_guard lock(server_->shared().mutex);
  return server_->shared().belief.message(id);
}

std::optional<Presence> Sink::presence(std::string_view phone) const {
  const std::lock_guard lock(server_->shared().mutex);
  return server_->shared().belief.presence(phone);
}

Hearsay Sink::hearsay() const {
  const std::lock_guard lock(server_->shared().mutex);
  return server_->shared().belief.hearsay();
}

}  // namespace ensaio
