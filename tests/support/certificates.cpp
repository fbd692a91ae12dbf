#include "tests/support/certificates.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <filesystem>

namespace ensaio {
namespace {

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeX509 {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Text = std::unique_ptr<BIO, FreeBio>;
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Certificate = std::unique_ptr<X509, FreeX509>;

Key make_key() { return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")); }

std::string text_of(const Text& written) {
  std::string text(BIO_ctrl_pending(written.get()), '\0');
  BIO_read(written.get(), text.data(), static_cast<int>(text.size()));
  return text;
}

std::string pem_of(X509* certificate) {
  const Text text(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(text.get(), certificate);
  return text_of(text);
}

std::string pem_of(EVP_PKEY* key) {
  const Text text(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(text);
}

void add(X509* certificate, int what, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_nconf_nid(nullptr, nullptr, what, value.c_str());
  assert(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    const bool address = name.find(':') != std::string::npos ||
                         name.find_first_not_of("0123456789.") == std::string::npos;
    all += (all.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
  }
  return all;
}

Certificate unsigned_certificate(const CertificateWish& wish, EVP_PKEY* key) {
  static long serial = 1;
  Certificate made(X509_new());
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial++);
  ASN1_TIME_set_string(X509_getm_notBefore(made.get()), wish.not_before.c_str());
  ASN1_TIME_set_string(X509_getm_notAfter(made.get()), wish.not_after.c_str());
  const auto* name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, name, -1, -1,
                             0);
  X509_set_pubkey(made.get(), key);
  if (!wish.names.empty()) {
    add(made.get(), NID_subject_alt_name, alternative_names(wish.names));
  }
  return made;
}

}  // namespace

void TestAuthority::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }
void TestAuthority::Free::operator()(x509_st* certificate) const { X509_free(certificate); }

TestAuthority::TestAuthority(const std::string& name, const std::string& not_after)
    : key_(make_key().release()) {
  const CertificateWish wish{.names = {}, .common_name = name, .not_after = not_after};
  certificate_.reset(unsigned_certificate(wish, key_.get()).release());
  add(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
  X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
  X509_sign(certificate_.get(), key_.get(), EVP_sha256());
}

TestAuthority::~TestAuthority() = default;

std::string TestAuthority::certificate() const { return pem_of(certificate_.get()); }

Credentials TestAuthority::issue(const CertificateWish& wish) const {
  const Key key = make_key();
  const Certificate made = unsigned_certificate(wish, key.get());
  X509_set_issuer_name(made.get(), X509_get_subject_name(certificate_.get()));
  X509_sign(made.get(), key_.get(), EVP_sha256());
  return {pem_of(made.get()), pem_of(key.get())};
}

Credentials self_signed(const CertificateWish& wish) {
  const Key key = make_key();
  const Certificate made = unsigned_certificate(wish, key.get());
  X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
  X509_sign(made.get(), key.get(), EVP_sha256());
  return {pem_of(made.get()), pem_of(key.get())};
}

std::string encrypted_key(const Credentials& credentials) {
  const Text plain(BIO_new_mem_buf(credentials.key.data(), -1));
  const Key key(PEM_read_bio_PrivateKey(plain.get(), nullptr, nullptr, nullptr));
  const Text text(BIO_new(BIO_s_mem()));
  std::string passphrase = "secret";
  PEM_write_bio_PKCS8PrivateKey(text.get(), key.get(), EVP_aes_128_cbc(), passphrase.data(),
                                static_cast<int>(passphrase.size()), nullptr, nullptr);
  return text_of(text);
}

TextFile::TextFile(const std::string& text)
    : path_((std::filesystem::temp_directory_path() / "ensaio-XXXXXX").string()) {
  const int file = mkstemp(path_.data());
  [[maybe_unused]] const auto written = write(file, text.data(), text.size());
  close(file);
}

TextFile::~TextFile() { std::filesystem::remove(path_); }

}  // namespace ensaio
