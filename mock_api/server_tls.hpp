#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ssl_ctx_st;  // OpenSSL's own, which no header of ours includes.

namespace ensaio {

/// What a server shows of itself: PEM texts.
struct ServerCertificate {
  std::string chain{};  ///< Its certificate, then those between it and the authority, if any.
  std::string key{};    ///< The private key of the first of them, not encrypted.
};

/// Why a server cannot use a certificate.
enum class CertificateFault : std::uint8_t {
  None,
  NoCertificate,  ///< There is none in the chain's text.
  NoKey,          ///< There is none in the key's text.
  LockedKey,      ///< It is under a passphrase.
  OtherKey,       ///< It is not that certificate's.
  Unusable,       ///< OpenSSL does not take them: a key that is too short, ...
};

/// None where a server can use it.
CertificateFault fault_of(const ServerCertificate& certificate);

/// Has connections of `context` show it.
CertificateFault use_certificate(ssl_ctx_st* context, const ServerCertificate& certificate);

enum class Tls : std::uint8_t { None, SelfMade, Given };

/// Whether a server speaks TLS, 1.2 or 1.3, and as whom.
struct ServerTls {
  Tls how = Tls::None;
  std::vector<std::string>
      names{};                ///< SelfMade: of the certificate, beside those of this machine.
  ServerCertificate given{};  ///< Given: of the user.
};

}  // namespace ensaio
