#include "simulator/delivery/tls_words.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>
#include <vector>

namespace ensaio {
namespace {

using Why = Unreachable::Why;

constexpr std::string_view kGiveOurs = "(give one with --cert FILE --key FILE)";

/// A stranger's text, safe to be shown.
std::string shown(const ASN1_STRING* text) {
  std::string out;
  const unsigned char* bytes = ASN1_STRING_get0_data(text);
  for (int i = 0; i < ASN1_STRING_length(text); ++i) {
    const auto c = static_cast<char>(bytes[i]);
    out += c > ' ' && c <= '~' ? c : (c == ' ' ? ' ' : '?');
  }
  return out;
}

std::string shown_address(const ASN1_STRING* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = ASN1_STRING_length(address) == 4 ? AF_INET : AF_INET6;
  if (family == AF_INET6 && ASN1_STRING_length(address) != 16) return "?";
  inet_ntop(family, ASN1_STRING_get0_data(address), text.data(), text.size());
  return text.data();
}

/// The common name, else the organization. Empty where it has neither.
std::string name_of(const X509_NAME* name) {
  for (const int part : {NID_commonName, NID_organizationName}) {
    const int at = X509_NAME_get_index_by_NID(name, part, -1);
    if (at >= 0) return shown(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  }
  return {};
}

/// The hosts and addresses that a certificate is for.
std::vector<std::string> names_of(const X509* certificate) {
  std::vector<std::string> names;
  const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> all(
      static_cast<GENERAL_NAMES*>(
          X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
      GENERAL_NAMES_free);
  for (int i = 0; all && i < sk_GENERAL_NAME_num(all.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(all.get(), i);
    if (name->type == GEN_DNS) names.push_back(shown(name->d.dNSName));
    if (name->type == GEN_IPADD) names.push_back(shown_address(name->d.iPAddress));
  }
  if (names.empty()) {
    const std::string common = name_of(X509_get_subject_name(certificate));
    if (!common.empty()) names.push_back(common);
  }
  return names;
}

/// "a.test, b.test and 3 more".
std::string list_of(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 3;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > kMost) text += fmt::format(" and {} more", names.size() - kMost);
  return text.empty() ? "no host" : text;
}

std::string day(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return "a day that cannot be read";
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

/// Of a chain it may be another's than the receiver's.
std::string whose(const X509* certificate, int depth) {
  if (depth == 0) return "certificate";
  return fmt::format("certificate of its authority \"{}\"",
                     name_of(X509_get_subject_name(certificate)));
}

bool is_about_our_certificate(int alert) {
  return alert == SSL_AD_BAD_CERTIFICATE || alert == SSL_AD_UNSUPPORTED_CERTIFICATE ||
         alert == SSL_AD_CERTIFICATE_REVOKED || alert == SSL_AD_CERTIFICATE_EXPIRED ||
         alert == SSL_AD_CERTIFICATE_UNKNOWN || alert == SSL_AD_UNKNOWN_CA ||
         alert == SSL_AD_ACCESS_DENIED;
}

Unreachable alerted(int alert, const TlsStory& story) {
  // TLS 1.2 has no word of its own for a certificate that was not given (RFC 5246, 7.4.6).
  const bool wants_ours = alert == SSL_AD_CERTIFICATE_REQUIRED ||
                          (story.was_asked_for_us && !story.established &&
                           (alert == SSL_AD_HANDSHAKE_FAILURE || is_about_our_certificate(alert)));
  if (wants_ours) {
    return {Why::Tls, fmt::format("the receiver wants a client certificate {}", kGiveOurs)};
  }
  const std::string_view words = SSL_alert_desc_string_long(alert);
  // Of TLS 1.3 our side of the handshake may be through before the receiver says no to it.
  if (is_about_our_certificate(alert) && !story.answered) {
    return {Why::Tls, fmt::format("the receiver did not take the client certificate: {}", words)};
  }
  if (story.established) {
    return {Why::Closed, fmt::format("the receiver broke off TLS: {}", words)};
  }
  if (alert == SSL_AD_PROTOCOL_VERSION) {
    return {Why::Tls, "the receiver speaks neither TLS 1.2 nor 1.3"};
  }
  return {Why::Tls, fmt::format("the receiver broke off the TLS handshake: {}", words)};
}

/// Whether a TLS record begins so: its type, then version 3 (RFC 8446, 5.1).
bool is_tls(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] >= 20 && bytes[0] <= 23 && bytes[1] == 3;
}

}  // namespace

std::string untrusted(X509_STORE_CTX* checked, const std::string& name) {
  constexpr std::string_view kTrustIt = "(trust it with --ca FILE)";
  const X509* certificate = X509_STORE_CTX_get_current_cert(checked);
  const int error = X509_STORE_CTX_get_error(checked);
  const std::string who = whose(certificate, X509_STORE_CTX_get_error_depth(checked));
  switch (error) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return fmt::format("certificate is for {}, not for {}", list_of(names_of(certificate)), name);
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return fmt::format("{} expired on {}", who, day(X509_get0_notAfter(certificate)));
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return fmt::format("{} is not valid before {}", who, day(X509_get0_notBefore(certificate)));
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return fmt::format("certificate not trusted: self-signed certificate {}", kTrustIt);
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return fmt::format("certificate not trusted: issued by \"{}\", who is not known here {}",
                         name_of(X509_get_issuer_name(certificate)), kTrustIt);
    default:
      return fmt::format("certificate not trusted: {}", X509_verify_cert_error_string(error));
  }
}

Unreachable tls_failed(unsigned long error, const TlsStory& story) {
  if (!story.certificate.empty()) return {Why::Certificate, story.certificate};
  if (!story.established && !is_tls(story.heard)) {
    return {Why::Tls, story.heard.starts_with("HTTP/")
                          ? "no TLS there: the receiver answered in plain HTTP; is its URL http?"
                          : "no TLS there: the receiver answered something else"};
  }
  const int reason = ERR_GET_REASON(error);
  if (ERR_GET_LIB(error) == ERR_LIB_SSL) {
    if (reason > SSL_AD_REASON_OFFSET) return alerted(reason - SSL_AD_REASON_OFFSET, story);
    if (!story.established &&
        (reason == SSL_R_UNSUPPORTED_PROTOCOL || reason == SSL_R_WRONG_VERSION_NUMBER)) {
      return {Why::Tls, "the receiver speaks neither TLS 1.2 nor 1.3"};
    }
  }
  const char* known = ERR_reason_error_string(error);
  const std::string_view words =
      known == nullptr ? "for a reason that OpenSSL does not tell" : known;
  if (story.established) return {Why::Garbage, fmt::format("not TLS any more: {}", words)};
  return {Why::Tls, fmt::format("the TLS handshake failed: {}", words)};
}

std::optional<Unreachable> tls_lost(Unreachable lost, const TlsStory& story) {
  if (story.answered || (story.established && !story.was_asked_for_us)) return std::nullopt;
  if (!story.established) {
    lost.why = Why::Tls;
    lost.reason += " in the TLS handshake";
  }
  if (story.was_asked_for_us) {
    lost.reason += fmt::format("; it had asked for a client certificate {}", kGiveOurs);
  }
  return lost;
}

}  // namespace ensaio
