#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/delivery/asking.hpp"
#include "tests/support/tls_side.hpp"

namespace ensaio {

/// Trusted by trusting().
inline const TestAuthority& test_authority() {
  static const TestAuthority authority;
  return authority;
}

/// Options that trust test_authority(), to which every name is this machine.
inline SocketOptions trusting() {
  static const TextFile file(test_authority().certificate());
  SocketOptions options;
  options.tls.ca_file = file.path();
  options.look_up = [](const std::string&) { return std::vector<std::string>{"127.0.0.1"}; };
  return options;
}

/// A trusted receiver's side: by default for localhost, 127.0.0.1 and ::1.
inline TlsWish trusted_side(const CertificateWish& wish = {}) {
  return {.credentials = test_authority().issue(wish)};
}

inline TlsWish only(TlsVersion version) {
  TlsWish wish = trusted_side();
  wish.only = version;
  return wish;
}

inline std::string https_url(const ScriptedReceiver& receiver,
                             const std::string& host = "localhost") {
  return "https://" + host + ":" + std::to_string(receiver.port()) + "/hook";
}

inline std::string answer_of(const std::string& body) {
  return "HTTP/1.1 200 OK\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace ensaio
