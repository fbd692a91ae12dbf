#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/timeline/outcome.hpp"

struct x509_store_ctx_st;  // OpenSSL's own, which no header of ours includes.

namespace ensaio {

/// What there is to know of a TLS connection that failed, besides OpenSSL's own error.
struct TlsStory {
  std::string_view heard{};       ///< The first bytes that ever came.
  std::string certificate{};      ///< Why the receiver's was not trusted; empty: no such thing.
  bool established = false;       ///< Our side of the handshake was through.
  bool answered = false;          ///< A byte of an answer was read.
  bool was_asked_for_us = false;  ///< The receiver wanted a certificate and we had none.
};

/// Why the certificate under verification is not trusted, for a receiver called `name`.
std::string untrusted(x509_store_ctx_st* checked, const std::string& name);

/// Why TLS failed, from `error`, OpenSSL's code for it.
Unreachable tls_failed(unsigned long error, const TlsStory& story);

/// Of a connection that was reset or closed on the level of TCP: `lost`, with what TLS knows about
/// it. Nothing where TLS has nothing to do with it.
std::optional<Unreachable> tls_lost(Unreachable lost, const TlsStory& story);

}  // namespace ensaio
