#pragma once

#include <string>

#include "simulator/base/result.hpp"

namespace ensaio {

/// A server's certificate, and the authority that signed it: made a moment ago, good for a week,
/// trusted by nobody who was not given `authority`. All three are PEM texts.
struct SelfMadeCertificate {
  std::string authority{};    ///< The certificate that clients are to trust. Its key is forgotten.
  std::string certificate{};  ///< The server's: EC P-256.
  std::string key{};          ///< The server's private key.
};

/// For localhost, 127.0.0.1 and ::1, and for `host` where that is another IP address.
/// Error: OpenSSL could not, which says why.
Result<SelfMadeCertificate> make_certificate(const std::string& host = "127.0.0.1");

}  // namespace ensaio
