#include "mock_api/self_made_certificate.hpp"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>

namespace ensaio {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using X509Ptr = std::unique_ptr<X509, Free>;
using Bio = std::unique_ptr<BIO, Free>;

constexpr long kHour = 3600;
constexpr long kWeek = 7 * 24 * kHour;

struct Extension {
  int nid = 0;
  std::string value{};
};

/// Who signs: the authority, or the certificate itself.
struct Signer {
  X509* certificate = nullptr;
  EVP_PKEY* key = nullptr;
};

bool name(X509* certificate, const std::string& common_name) {
  return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(common_name.data()),
                                    static_cast<int>(common_name.size()), -1, 0) == 1;
}

/// A random one: two authorities of the same name must not have certificates of the same number.
bool number(X509* certificate) {
  std::array<unsigned char, 8> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
  std::uint64_t serial = 0;
  for (const unsigned char byte : bytes) serial = serial << 8U | byte;
  return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U | 1U) == 1;
}

bool extend(X509* certificate, X509* issuer, const std::initializer_list<Extension>& extensions) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  for (const Extension& row : extensions) {
    const std::unique_ptr<X509_EXTENSION, Free> extension(
        X509V3_EXT_conf_nid(nullptr, &context, row.nid, row.value.c_str()));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) return false;
  }
  return true;
}

/// A certificate of `key`; null where OpenSSL could not.
X509Ptr signed_certificate(const std::string& common_name, EVP_PKEY* key, Signer signer,
                           const std::initializer_list<Extension>& extensions) {
  X509Ptr made(X509_new());
  if (!made) return nullptr;
  if (signer.certificate == nullptr) signer = {made.get(), key};
  const bool well =
      X509_set_version(made.get(), X509_VERSION_3) == 1 && number(made.get()) &&
      // An hour ago, for clocks that are slow.
      X509_gmtime_adj(X509_getm_notBefore(made.get()), -kHour) != nullptr &&
      X509_gmtime_adj(X509_getm_notAfter(made.get()), kWeek) != nullptr &&
      X509_set_pubkey(made.get(), key) == 1 && name(made.get(), common_name) &&
      X509_set_issuer_name(made.get(), X509_get_subject_name(signer.certificate)) == 1 &&
      extend(made.get(), signer.certificate, extensions) &&
      X509_sign(made.get(), signer.key, EVP_sha256()) != 0;
  return well ? std::move(made) : nullptr;
}

std::string text(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string pem(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  return PEM_write_bio_X509(bio.get(), certificate) == 1 ? text(bio.get()) : "";
}

std::string pem(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  const int written =
      PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return written == 1 ? text(bio.get()) : "";
}

bool is_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

/// RFC 1123, 2.1; and the underscore, which names of services in Compose files have.
bool is_label(std::string_view text) {
  constexpr std::size_t kLongest = 63;
  return !text.empty() && text.size() <= kLongest && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

std::string alternative_names(const std::string& host, const std::vector<std::string>& names) {
  std::string all = "DNS:localhost,IP:127.0.0.1,IP:::1";
  // 0.0.0.0 and :: are no addresses that anybody connects to by intent.
  const bool told = host == "127.0.0.1" || host == "::1" || host == "0.0.0.0" || host == "::";
  if (!told) all += ",IP:" + host;
  for (const std::string& name : names) all += (is_address(name) ? ",IP:" : ",DNS:") + name;
  return all;
}

Error failure() {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  return Error{std::string("no certificate can be made: ") + reason.data(), ""};
}

}  // namespace

bool is_certifiable(std::string_view name) {
  constexpr std::size_t kLongest = 253;
  if (name.size() > kLongest) return false;
  if (is_address(std::string(name))) return true;
  if (name.starts_with("*.")) {
    name.remove_prefix(2);
    if (name.find('.') == std::string_view::npos) return false;  // Clients refuse "*.test".
  }
  while (name.find('.') != std::string_view::npos) {
    if (!is_label(name.substr(0, name.find('.')))) return false;
    name.remove_prefix(name.find('.') + 1);
  }
  // What ends in digits is meant to be an address.
  return is_label(name) &&
         !std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<SelfMadeCertificate> make_certificate(const std::string& host,
                                             const std::vector<std::string>& names) {
  const Key authority_key(EVP_EC_gen("P-256"));
  const Key key(EVP_EC_gen("P-256"));
  if (!authority_key || !key) return failure();
  const X509Ptr authority =
      signed_certificate("ensaio, an authority for tests", authority_key.get(), {},
                         {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                          {NID_key_usage, "critical,keyCertSign,cRLSign"},
                          {NID_subject_key_identifier, "hash"}});
  if (!authority) return failure();
  const X509Ptr certificate =
      signed_certificate("localhost", key.get(), {authority.get(), authority_key.get()},
                         {{NID_basic_constraints, "critical,CA:FALSE"},
                          {NID_key_usage, "critical,digitalSignature"},
                          {NID_ext_key_usage, "serverAuth"},
                          {NID_subject_key_identifier, "hash"},
                          {NID_authority_key_identifier, "keyid"},
                          {NID_subject_alt_name, alternative_names(host, names)}});
  if (!certificate) return failure();
  SelfMadeCertificate made{pem(authority.get()), pem(certificate.get()), pem(key.get())};
  if (made.authority.empty() || made.certificate.empty() || made.key.empty()) return failure();
  return made;
}

}  // namespace ensaio
