#include "simulator/delivery/tls_peer.hpp"

#include <openssl/ssl.h>

#include "simulator/delivery/address.hpp"

namespace ensaio {

TlsPeer::TlsPeer(const TlsContext& context, const std::string& host) : context_(context) {
  const Addresses numeric = numeric_addresses(host);
  is_address_ = numeric.has_value();
  name_ = is_address_ ? numeric->front().text() : host;
  if (name_.ends_with('.')) name_.pop_back();  // Certificates have names without it.
}

TlsPeer::~TlsPeer() { SSL_SESSION_free(session_); }

void TlsPeer::keep(ssl_session_st* session) {
  SSL_SESSION_free(session_);
  session_ = session;
}

}  // namespace ensaio
