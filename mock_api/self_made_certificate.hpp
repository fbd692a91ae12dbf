#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/result.hpp"

namespace ensaio {

/// A server's certificate, and the authority that signed it: made a moment ago, good for a week,
/// trusted by nobody who was not given `authority`. All three are PEM texts.
struct SelfMadeCertificate {
  /// The certificate that clients are to trust. Its key was never anywhere but in memory and is
  /// forgotten: nobody can sign another certificate that they would trust.
  std::string authority{};
  std::string certificate{};  ///< The server's: EC P-256.
  std::string key{};          ///< The server's private key.
};

/// Whether a certificate can be for it: a host name in ASCII, perhaps with `*.` in front of at
/// least two labels, or an IP address without brackets.
bool is_certifiable(std::string_view name);

/// For localhost, 127.0.0.1 and ::1, for `host` where that is another IP address, and for `names`,
/// all of which must be certifiable. Error: OpenSSL could not, which says why.
Result<SelfMadeCertificate> make_certificate(const std::string& host = "127.0.0.1",
                                             const std::vector<std::string>& names = {});

}  // namespace ensaio
