#include "mock_api/http_server.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timespan.h>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

#include "mock_api/http_connection.hpp"
#include "mock_api/self_made_certificate.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;

constexpr int kQueued = 4096;
constexpr int kWaiting = 1024;  // In the system's queue.
constexpr Offset kLongestTick = std::chrono::seconds(1);

class ConnectionFactory : public net::TCPServerConnectionFactory {
 public:
  explicit ConnectionFactory(HttpServing& serving) : serving_(serving) {}
  net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
    auto made = http_connection(socket, serving_);
    const auto most = static_cast<std::size_t>(serving_.limits.threads);
    if (serving_.open.count() >= most && !warned_.exchange(true)) warn();
    return made.release();  // Poco deletes it.
  }

 private:
  void warn() const {
    fmt::print(stderr,
               "warning: {} connections are open, the most that are served at once; others wait "
               "for their turn\n",
               serving_.limits.threads);
  }

  HttpServing& serving_;
  std::atomic<bool> warned_ = false;
};

// A kept-alive connection holds a thread. Threads are made as they are needed.
net::TCPServerParams* params(const HttpLimits& limits) {
  auto* made = new net::TCPServerParams;  // Counted by its references.
  made->setMaxThreads(limits.threads);
  made->setMaxQueued(kQueued);
  // A thread whose connection ends just after stop() looked for idle ones waits so long to see it.
  made->setThreadIdleTime(Poco::Timespan(0, 100'000));
  return made;
}

/// A context without a certificate yet.
net::Context::Ptr tls_context() {
  net::Context::Params params;
  params.verificationMode = net::Context::VERIFY_NONE;  // Of clients.
  net::Context::Ptr context(new net::Context(net::Context::TLS_SERVER_USE, params));
  context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
#ifdef SSL_OP_IGNORE_UNEXPECTED_EOF
  // Who is too slow is heard no more, but is answered.
  SSL_CTX_set_options(context->sslContext(), SSL_OP_IGNORE_UNEXPECTED_EOF);
#endif
  return context;
}

/// What a server of ours shows, and what clients need to trust it.
struct Identity {
  ServerCertificate shown{};
  std::string authority{};
};

Result<Identity> identity(const ListenAddress& address, const ServerTls& tls) {
  if (tls.how != Tls::SelfMade) return Identity{.shown = tls.given};
  auto made = make_certificate(address.host, tls.names);
  if (!made) return made.error();
  return Identity{{made->certificate, made->key}, made->authority};
}

/// `socket` bound to the address and listening.
net::ServerSocket listening(net::ServerSocket socket, const ListenAddress& address) {
  // Without sharing the port, which is Poco's default: a taken port must be an error.
  socket.bind(net::SocketAddress(address.host, address.port), /*reuseAddress=*/true,
              /*reusePort=*/false);
  socket.listen(kWaiting);
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
  Parts(const net::ServerSocket& socket, std::string authority, Answering answering,
        const HttpLimits& limits)
      : authority_(std::move(authority)),
        serving_{.answering = std::move(answering), .limits = limits},
        socket_(socket),
        threads_(2, limits.threads),
        server_(new ConnectionFactory(serving_), threads_, socket_, params(limits)) {
    server_.start();
    watch_ = std::thread([this] { watch(); });
  }
  ~Parts() {
    // Poco looks for its stop every quarter of a second; a socket that listens no more wakes it.
    shutdown(socket_.impl()->sockfd(), SHUT_RDWR);
    serving_.open.cut_off();
    watch_.join();
    server_.stop();
    threads_.joinAll();
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  std::string url() const {
    const std::string scheme = socket_.secure() ? "https" : "http";
    const net::SocketAddress bound = socket_.address();
    return scheme + "://" +
           ListenAddress{bound.host().toString(), bound.port()}.to_connect().text();
  }
  const std::string& authority() const { return authority_; }

 private:
  /// Ends the reading of slow clients, until all is cut off.
  void watch() {
    const HttpLimits& limits = serving_.limits;
    const Offset tick = std::min(
        {kLongestTick, limits.idle / 8, limits.head / 8, limits.body / 8, limits.rest / 8});
    while (serving_.open.pause(tick)) serving_.open.end_late();
  }

  std::string authority_;
  HttpServing serving_;
  net::ServerSocket socket_;
  // Ours, not Poco's global one, which outlives main().
  Poco::ThreadPool threads_;
  net::TCPServer server_;
  std::thread watch_;
};

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const ListenAddress& address,
                                                       const ServerTls& tls, Answering answering,
                                                       const HttpLimits& limits) {
  try {
    net::ServerSocket socket;
    std::string authority;
    if (tls.how != Tls::None) {
      auto own = identity(address, tls);
      if (!own) return own.error();
      const net::Context::Ptr context = tls_context();
      if (use_certificate(context->sslContext(), own->shown) != CertificateFault::None) {
        return Error{"OpenSSL does not take the certificate", ""};
      }
      socket = net::SecureServerSocket(context);
      authority = own->authority;
    }
    auto parts = std::make_unique<Parts>(listening(socket, address), std::move(authority),
                                         std::move(answering), limits);
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
