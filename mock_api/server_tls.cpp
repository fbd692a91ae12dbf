#include "mock_api/server_tls.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace ensaio {
namespace {

struct Release {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using HeldCertificate = std::unique_ptr<X509, Release>;
using HeldKey = std::unique_ptr<EVP_PKEY, Release>;
using Text = std::unique_ptr<BIO, Release>;

Text reading(const std::string& pem) {
  return Text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

HeldCertificate next_certificate(BIO* text) {
  return HeldCertificate(PEM_read_bio_X509(text, nullptr, nullptr, nullptr));
}

/// OpenSSL would ask on the terminal.
int no_passphrase(char* /*into*/, int /*size*/, int /*writing*/, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

CertificateFault use(SSL_CTX* context, const ServerCertificate& shown) {
  const Text chain = reading(shown.chain);
  const HeldCertificate own = next_certificate(chain.get());
  if (!own) return CertificateFault::NoCertificate;
  bool locked = false;
  const HeldKey key(
      PEM_read_bio_PrivateKey(reading(shown.key).get(), nullptr, no_passphrase, &locked));
  if (locked) return CertificateFault::LockedKey;
  if (!key) return CertificateFault::NoKey;
  if (X509_check_private_key(own.get(), key.get()) != 1) return CertificateFault::OtherKey;
  if (SSL_CTX_use_certificate(context, own.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
    return CertificateFault::Unusable;
  }
  while (const HeldCertificate between = next_certificate(chain.get())) {
    if (SSL_CTX_add1_chain_cert(context, between.get()) != 1) return CertificateFault::Unusable;
  }
  return CertificateFault::None;
}

}  // namespace

CertificateFault use_certificate(ssl_ctx_st* context, const ServerCertificate& certificate) {
  const CertificateFault fault = use(context, certificate);
  ERR_clear_error();  // The end of the chain is one, too.
  return fault;
}

CertificateFault fault_of(const ServerCertificate& certificate) {
  const std::unique_ptr<SSL_CTX, Release> context(SSL_CTX_new(TLS_server_method()));
  return context ? use_certificate(context.get(), certificate) : CertificateFault::Unusable;
}

}  // namespace ensaio
