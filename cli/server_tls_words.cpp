#include "cli/server_tls_words.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "cli/inputs.hpp"
#include "mock_api/self_made_certificate.hpp"

namespace ensaio {
namespace {

constexpr const char* kAuto = "auto";
constexpr const char* kPem = "PEM is text that begins with -----BEGIN";

/// The two files of "CERT,KEY".
struct Files {
  std::string certificate{};
  std::string key{};
};

std::optional<Files> files_of(const std::string& word) {
  const auto comma = word.find(',');
  if (comma == std::string::npos) return std::nullopt;
  Files files{word.substr(0, comma), word.substr(comma + 1)};
  const bool two =
      !files.certificate.empty() && !files.key.empty() && files.key.find(',') == std::string::npos;
  return two ? std::optional(std::move(files)) : std::nullopt;
}

Error of_fault(CertificateFault fault, const Files& files) {
  switch (fault) {
    case CertificateFault::NoCertificate:
      return {
          fmt::format("--tls {}: there is no certificate in PEM in this file", files.certificate),
          kPem};
    case CertificateFault::NoKey:
      return {fmt::format("--tls {}: there is no private key in PEM in this file", files.key),
              kPem};
    case CertificateFault::LockedKey:
      return {fmt::format("--tls {}: the key is protected by a passphrase", files.key),
              fmt::format("take that off: openssl pkey -in {} -out plain.pem", files.key)};
    case CertificateFault::OtherKey:
      return {fmt::format("--tls: {} is not the key of {}", files.key, files.certificate),
              "the server's own certificate comes first in its file, then those that signed it"};
    case CertificateFault::Unusable:
    case CertificateFault::None:
      break;
  }
  return {fmt::format("--tls: OpenSSL does not take {} with {}", files.certificate, files.key),
          "perhaps the key is too short"};
}

Result<ServerTls> given(const Files& files) {
  ServerTls tls{.how = Tls::Given};
  const std::pair<const std::string*, std::string*> wanted[] = {
      {&files.certificate, &tls.given.chain}, {&files.key, &tls.given.key}};
  for (const auto& [file, into] : wanted) {
    auto text = read_text(*file);
    if (!text) return Error{fmt::format("--tls {}: {}", *file, text.error().message), ""};
    *into = *std::move(text);
  }
  const CertificateFault fault = fault_of(tls.given);
  if (fault != CertificateFault::None) return of_fault(fault, files);
  return tls;
}

Result<ServerTls> self_made(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (is_certifiable(name)) continue;
    return Error{fmt::format("--tls-name: '{}' is neither a host name nor an address", name),
                 "write it as in a URL, without scheme and port: api.z-api.io, 192.168.0.7"};
  }
  return ServerTls{.how = Tls::SelfMade, .names = names};
}

}  // namespace

void define_server_tls(Options& options, ServerTlsWords& words, std::string& authority_file) {
  options.value("--tls", words.how,
                "HTTPS. auto: with a certificate made now, good for a week; CERT,KEY: with yours, "
                "two PEM files");
  options.values("--tls-name", words.names,
                 "with --tls auto: a further host name or address that the certificate is for");
  options.value("--tls-ca", authority_file,
                "with --tls auto: where to write what clients need to trust it");
}

Result<ServerTls> server_tls(const ServerTlsWords& words, const std::string& authority_file) {
  if (words.how == kAuto) return self_made(words.names);
  if (!words.names.empty()) {
    return Error{"--tls-name: no certificate is made that could be for it", "add --tls auto"};
  }
  if (words.how.empty()) {
    if (authority_file.empty()) return ServerTls{};
    return Error{"--tls-ca: there is nothing to trust without TLS", "add --tls auto"};
  }
  const auto files = files_of(words.how);
  if (!files) {
    return Error{fmt::format("--tls: '{}' is neither auto nor CERT,KEY", words.how),
                 "CERT and KEY are PEM files; where one file holds both, give it twice"};
  }
  if (!authority_file.empty()) {
    return Error{"--tls-ca: your certificate's authority is known to you, not to us",
                 "leave --tls-ca out; it is for --tls auto"};
  }
  return given(*files);
}

}  // namespace ensaio
