#include "mock_api/http_server.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timespan.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "mock_api/http_exchange.hpp"
#include "mock_api/open_connections.hpp"
#include "mock_api/self_made_certificate.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;

// A kept-alive connection holds a thread. Threads are made as they are needed.
constexpr int kThreads = 1024;
constexpr int kQueued = 4096;
// Who begins a request and then says nothing for so long is not waited for.
constexpr int kSilenceSeconds = 10;

class Handler : public net::HTTPRequestHandler {
 public:
  Handler(const HttpServer::Answering& answering, OpenConnections& open)
      : answering_(answering), open_(open) {}

  void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
    exchange(request, response, answering_, open_);
  }

 private:
  const HttpServer::Answering& answering_;
  OpenConnections& open_;
};

class HandlerFactory : public net::HTTPRequestHandlerFactory {
 public:
  HandlerFactory(const HttpServer::Answering& answering, OpenConnections& open)
      : answering_(answering), open_(open) {}
  net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
    return new Handler(answering_, open_);  // Poco deletes it.
  }

 private:
  const HttpServer::Answering& answering_;
  OpenConnections& open_;
};

/// A connection that can be cut off from another thread, which Poco's own stopAll() does through
/// the socket's object, and so through OpenSSL's, while this thread may be using them.
class CuttableConnection : public net::HTTPServerConnection {
 public:
  CuttableConnection(const net::StreamSocket& socket, const net::HTTPServerParams::Ptr& params,
                     const net::HTTPRequestHandlerFactory::Ptr& handlers, OpenConnections& open)
      : HTTPServerConnection(socket, params, handlers), entry_(open, socket.impl()->sockfd()) {}

 private:
  OpenConnections::Entry entry_;
};

net::HTTPServerParams* http_params() {
  auto* made = new net::HTTPServerParams;  // Counted by its references.
  made->setTimeout(Poco::Timespan(kSilenceSeconds, 0));
  return made;
}

class ConnectionFactory : public net::TCPServerConnectionFactory {
 public:
  ConnectionFactory(const HttpServer::Answering& answering, OpenConnections& open)
      : handlers_(new HandlerFactory(answering, open)), open_(open) {}
  net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
    return new CuttableConnection(socket, params_, handlers_, open_);  // Poco deletes it.
  }

 private:
  net::HTTPServerParams::Ptr params_{http_params()};
  net::HTTPRequestHandlerFactory::Ptr handlers_;
  OpenConnections& open_;
};

net::TCPServerParams* params() {
  auto* made = new net::TCPServerParams;  // Counted by its references.
  made->setMaxThreads(kThreads);
  made->setMaxQueued(kQueued);
  // A thread whose connection ends just after stop() looked for idle ones waits so long to see it.
  made->setThreadIdleTime(Poco::Timespan(0, 100'000));
  return made;
}

/// Null where OpenSSL does not take the certificate, which comes from ourselves.
net::Context::Ptr tls_context(const SelfMadeCertificate& made) {
  net::Context::Params params;
  params.verificationMode = net::Context::VERIFY_NONE;  // Of clients.
  net::Context::Ptr context(new net::Context(net::Context::TLS_SERVER_USE, params));
  context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
  const auto bio = [](const std::string& pem) {
    return std::unique_ptr<BIO, decltype(&BIO_free)>(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  };
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(bio(made.certificate).get(), nullptr, nullptr, nullptr), X509_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(bio(made.key).get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  SSL_CTX* native = context->sslContext();
  const bool taken = certificate && key &&
                     SSL_CTX_use_certificate(native, certificate.get()) == 1 &&
                     SSL_CTX_use_PrivateKey(native, key.get()) == 1;
  return taken ? context : nullptr;
}

/// `socket` bound to the address and listening.
net::ServerSocket listening(net::ServerSocket socket, const ListenAddress& address) {
  // Without sharing the port, which is Poco's default: a taken port must be an error.
  socket.bind(net::SocketAddress(address.host, address.port), /*reuseAddress=*/true,
              /*reusePort=*/false);
  socket.listen(kThreads);
  return socket;
}

Error not_listening(const ListenAddress& address, const Poco::Exception& failed) {
  switch (failed.code()) {
    case EADDRINUSE:
      return Error{fmt::format("{} is taken: another program listens there", address.text()),
                   "perhaps an ensaio that is already running; port 0 takes any free one"};
    case EADDRNOTAVAIL:
      return Error{fmt::format("{} is no address of this machine", address.host), ""};
    case EACCES:
      return Error{fmt::format("no permission to listen at {}", address.text()),
                   "ports below 1024 belong to root"};
    default:
      return Error{fmt::format("cannot listen at {}: {}", address.text(), failed.displayText()),
                   ""};
  }
}

}  // namespace

/// In the order in which they need each other.
class HttpServer::Parts {
 public:
  Parts(const net::ServerSocket& socket, std::string authority, Answering answering)
      : authority_(std::move(authority)),
        answering_(std::move(answering)),
        socket_(socket),
        server_(new ConnectionFactory(answering_, open_), threads_, socket_, params()) {
    server_.start();
  }
  ~Parts() {
    // Poco looks for its stop every quarter of a second; a socket that listens no more wakes it.
    shutdown(socket_.impl()->sockfd(), SHUT_RDWR);
    open_.cut_off();
    server_.stop();
    threads_.joinAll();
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  std::string url() const {
    const std::string scheme = authority_.empty() ? "http" : "https";
    return scheme + "://" + socket_.address().toString();
  }
  const std::string& authority() const { return authority_; }

 private:
  std::string authority_;
  Answering answering_;
  OpenConnections open_;
  net::ServerSocket socket_;
  // Ours, not Poco's global one, which outlives main().
  Poco::ThreadPool threads_{2, kThreads};
  net::TCPServer server_;
};

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const ListenAddress& address, Tls tls,
                                                       Answering answering) {
  SelfMadeCertificate made;
  try {
    net::ServerSocket socket;
    if (tls == Tls::SelfMade) {
      auto certificate = make_certificate(address.host);
      if (!certificate) return certificate.error();
      made = *std::move(certificate);
      const net::Context::Ptr context = tls_context(made);
      if (!context) return Error{"OpenSSL does not take the certificate", ""};
      socket = net::SecureServerSocket(context);
    }
    auto parts = std::make_unique<Parts>(listening(socket, address), std::move(made.authority),
                                         std::move(answering));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(parts)));
  } catch (const Poco::Exception& failed) {
    return not_listening(address, failed);
  }
}

HttpServer::HttpServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
HttpServer::~HttpServer() = default;

std::string HttpServer::url() const { return parts_->url(); }

const std::string& HttpServer::authority() const { return parts_->authority(); }

}  // namespace ensaio
