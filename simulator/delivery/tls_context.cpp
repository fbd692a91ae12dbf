#include "simulator/delivery/tls_context.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace ensaio {
namespace {

/// Nothing where all is well.
using Complaint = std::optional<Error>;

Complaint contradiction(const TlsSettings& settings) {
  if (settings.insecure && !settings.ca_file.empty()) {
    return Error{"--ca means nothing beside --insecure, which trusts every certificate",
                 "give one of them"};
  }
  if (settings.certificate_file.empty() == settings.key_file.empty()) return std::nullopt;
  const bool lacks_key = settings.key_file.empty();
  return Error{fmt::format("{} is missing: --cert and --key belong together",
                           lacks_key ? "--key" : "--cert"),
               "where one file holds both, give it twice"};
}

Complaint unreadable(std::string_view option, const std::string& file) {
  const auto complain = [&](int error) {
    return Error{fmt::format("{} {}: {}", option, file, std::generic_category().message(error)),
                 ""};
  };
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> opened(std::fopen(file.c_str(), "rb"),
                                                                  &std::fclose);
  if (!opened) return complain(errno);
  std::fgetc(opened.get());  // A directory can be opened, but not read.
  if (std::ferror(opened.get()) != 0) return complain(errno);
  return std::nullopt;
}

Complaint without(std::string_view option, const std::string& file, std::string_view what) {
  return Error{fmt::format("{} {}: there is no {} in PEM in this file", option, file, what),
               "PEM is text that begins with -----BEGIN"};
}

Complaint trust(SSL_CTX* context, const TlsSettings& settings) {
  // A certificate that the user names is trusted, whether or not it is an authority's.
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
  SSL_CTX_set_verify(context, settings.insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
  const std::string& file = settings.ca_file;
  if (file.empty()) return std::nullopt;
  if (const Complaint complaint = unreadable("--ca", file)) return complaint;
  if (SSL_CTX_load_verify_locations(context, file.c_str(), nullptr) == 1) return std::nullopt;
  return without("--ca", file, "certificate");
}

/// OpenSSL would ask on the terminal.
int no_passphrase(char* /*into*/, int /*size*/, int /*writing*/, void* asked) {
  if (asked != nullptr) *static_cast<bool*>(asked) = true;
  return -1;
}

Complaint introduce(SSL_CTX* context, const TlsSettings& settings) {
  const std::string& certificate = settings.certificate_file;
  const std::string& key = settings.key_file;
  if (certificate.empty()) return std::nullopt;
  if (const Complaint complaint = unreadable("--cert", certificate)) return complaint;
  if (const Complaint complaint = unreadable("--key", key)) return complaint;
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
    return without("--cert", certificate, "certificate");
  }
  bool is_encrypted = false;
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);
  SSL_CTX_set_default_passwd_cb_userdata(context, &is_encrypted);
  ERR_clear_error();
  const bool used = SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) == 1;
  SSL_CTX_set_default_passwd_cb_userdata(context, nullptr);
  if (is_encrypted) {
    return Error{fmt::format("--key {}: the key is protected by a passphrase", key),
                 fmt::format("take that off: openssl pkey -in {} -out plain.pem", key)};
  }
  // Reading it already compares it with the certificate.
  if (ERR_GET_LIB(ERR_peek_last_error()) == ERR_LIB_X509 ||
      (used && SSL_CTX_check_private_key(context) != 1)) {
    return Error{fmt::format("--key {}: this is not the key of --cert {}", key, certificate), ""};
  }
  return used ? std::nullopt : without("--key", key, "private key");
}

/// How our streams go about it.
void set_up(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);  // One recv() for an answer, not one for each record's head.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
#ifdef SSL_OP_IGNORE_UNEXPECTED_EOF
  // The stream sees by itself where TCP ends without TLS; OpenSSL would give up the session too.
  SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
#endif
}

}  // namespace

struct TlsContext::Held {
  Poco::Net::Context::Ptr context;
};

TlsContext::TlsContext(std::unique_ptr<Held> held) : held_(std::move(held)) {}

TlsContext::~TlsContext() = default;

ssl_ctx_st* TlsContext::get() const { return held_->context->sslContext(); }

Result<std::unique_ptr<TlsContext>> TlsContext::make(const TlsSettings& settings) {
  auto made = with_files(settings);
  // Where the system trusts nobody, nor do we. Reading its bundle takes some 50 ms.
  if (made && !settings.insecure) SSL_CTX_set_default_verify_paths((*made)->get());
  ERR_clear_error();
  return made;
}

Result<std::unique_ptr<TlsContext>> TlsContext::with_files(const TlsSettings& settings) {
  if (const Complaint complaint = contradiction(settings)) return *complaint;
  try {
    Poco::Net::Context::Params params;
    params.verificationMode = Poco::Net::Context::VERIFY_NONE;  // trust() says it in our words.
    params.cipherList = "DEFAULT";
    auto held = std::make_unique<Held>();
    held->context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
    std::unique_ptr<TlsContext> made(new TlsContext(std::move(held)));
    set_up(made->get());
    Complaint complaint = trust(made->get(), settings);
    if (!complaint) complaint = introduce(made->get(), settings);
    ERR_clear_error();
    if (complaint) return *complaint;
    return made;
  } catch (const Poco::Exception& failed) {
    return Error{"TLS cannot be used on this machine: " + failed.displayText(), ""};
  }
}

Complaint tls_problem(const TlsSettings& settings) {
  if (Complaint complaint = contradiction(settings)) return complaint;
  if (settings.ca_file.empty() && settings.certificate_file.empty()) return std::nullopt;
  const auto made = TlsContext::with_files(settings);
  if (made) return std::nullopt;
  return made.error();
}

}  // namespace ensaio
