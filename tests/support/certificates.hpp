#pragma once

#include <memory>
#include <string>
#include <vector>

struct evp_pkey_st;
struct x509_st;

namespace ensaio {

/// What a certificate for tests says.
struct CertificateWish {
  std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};  ///< Hosts and addresses.
  std::string common_name = "a receiver";
  std::string not_before = "20200101000000Z";
  std::string not_after = "20990101000000Z";
};

/// A certificate and its key, in PEM.
struct Credentials {
  std::string certificate{};
  std::string key{};
};

/// Makes certificates. Nobody trusts it who is not told to.
class TestAuthority {
 public:
  explicit TestAuthority(const std::string& name = "The test authority",
                         const std::string& not_after = "20990101000000Z");
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  /// Its own certificate, in PEM.
  std::string certificate() const;
  Credentials issue(const CertificateWish& wish) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
    void operator()(x509_st* certificate) const;
  };
  std::unique_ptr<evp_pkey_st, Free> key_;
  std::unique_ptr<x509_st, Free> certificate_;
};

Credentials self_signed(const CertificateWish& wish);

/// The key of `credentials` under a passphrase, in PEM.
std::string encrypted_key(const Credentials& credentials);

/// A file with that text, as long as it lives.
class TextFile {
 public:
  explicit TextFile(const std::string& text);
  ~TextFile();
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace ensaio
