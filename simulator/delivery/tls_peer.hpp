#pragma once

#include <string>

#include "simulator/delivery/tls_context.hpp"

struct ssl_session_st;  // OpenSSL's own, which no header of ours includes.

namespace ensaio {

/// A receiver to speak TLS with: the name that its certificate must bear, and the session that the
/// next connection can go on with.
class TlsPeer {
 public:
  /// `context` outlives it. `host`: a name, or an address in any notation that the system reads.
  TlsPeer(const TlsContext& context, const std::string& host);
  ~TlsPeer();
  TlsPeer(const TlsPeer&) = delete;
  TlsPeer& operator=(const TlsPeer&) = delete;

  const TlsContext& context() const { return context_; }
  const std::string& name() const { return name_; }
  bool is_address() const { return is_address_; }

  /// Null where there is none yet. Owned here.
  ssl_session_st* session() const { return session_; }
  /// Takes the reference.
  void keep(ssl_session_st* session);

 private:
  const TlsContext& context_;
  std::string name_;  ///< As in a certificate: of an address its plain text.
  bool is_address_ = false;
  ssl_session_st* session_ = nullptr;
};

}  // namespace ensaio
