#include "tests/support/tls_side.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace ensaio {
namespace {

void limit_versions(SSL_CTX* context, std::optional<TlsVersion> only) {
  if (!only) return;
  const int version = *only == TlsVersion::V13   ? TLS1_3_VERSION
                      : *only == TlsVersion::V12 ? TLS1_2_VERSION
                                                 : TLS1_1_VERSION;
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  if (*only == TlsVersion::Old) SSL_CTX_set_cipher_list(context, "DEFAULT@SECLEVEL=0");
}

X509* certificate_from(const std::string& pem) {
  BIO* text = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509* certificate = PEM_read_bio_X509(text, nullptr, nullptr, nullptr);
  BIO_free(text);
  assert(certificate != nullptr);
  return certificate;
}

void use(SSL_CTX* context, const Credentials& credentials) {
  X509* certificate = certificate_from(credentials.certificate);
  SSL_CTX_use_certificate(context, certificate);
  X509_free(certificate);
  BIO* text = BIO_new_mem_buf(credentials.key.data(), static_cast<int>(credentials.key.size()));
  EVP_PKEY* key = PEM_read_bio_PrivateKey(text, nullptr, nullptr, nullptr);
  SSL_CTX_use_PrivateKey(context, key);
  EVP_PKEY_free(key);
  BIO_free(text);
}

}  // namespace

TlsSide::TlsSide(const TlsWish& wish) : context_(SSL_CTX_new(TLS_server_method())) {
  limit_versions(context_, wish.only);
  use(context_, wish.credentials);
  const std::array<unsigned char, 1> name{'e'};
  SSL_CTX_set_session_id_context(context_, name.data(), name.size());
  if (!wish.tickets) SSL_CTX_set_num_tickets(context_, 0);
  if (wish.client_authority.empty()) return;
  X509* authority = certificate_from(wish.client_authority);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), authority);
  X509_free(authority);
  SSL_CTX_set_verify(context_, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

TlsSide::~TlsSide() { SSL_CTX_free(context_); }

SecurePeer::SecurePeer(Peer& below, const TlsSide& side)
    : below_(below),
      ssl_(SSL_new(side.get())),
      in_(BIO_new(BIO_s_mem())),
      out_(BIO_new(BIO_s_mem())) {
  SSL_set_bio(ssl_, in_, out_);
  SSL_set_accept_state(ssl_);
}

SecurePeer::~SecurePeer() {
  SSL_set_shutdown(ssl_, SSL_SENT_SHUTDOWN);  // However it ended, its session is good.
  SSL_free(ssl_);
}

void SecurePeer::cut_after(std::size_t bytes, std::function<void(Peer&)> then) {
  left_ = bytes;
  then_ = std::move(then);
}

void SecurePeer::send(std::string_view bytes) {
  if (drips_) {
    below_.say_byte_by_byte(bytes);
  } else {
    below_.say(bytes);
  }
}

void SecurePeer::flush() {
  std::array<char, 65536> buffer{};
  for (;;) {
    const int count = BIO_read(out_, buffer.data(), static_cast<int>(buffer.size()));
    if (count <= 0) return;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    send(bytes.substr(0, left_));
    if (then_ && bytes.size() >= left_) {
      std::exchange(then_, nullptr)(below_);
      left_ = 0;
    } else if (then_) {
      left_ -= bytes.size();
    }
  }
}

bool SecurePeer::fill() {
  const std::string bytes = below_.hear_some();
  if (bytes.empty()) return false;
  BIO_write(in_, bytes.data(), static_cast<int>(bytes.size()));
  return true;
}

/// Whether the call that had `result` is to be tried again.
bool SecurePeer::go_on(int result) {
  flush();
  return result <= 0 && SSL_get_error(ssl_, result) == SSL_ERROR_WANT_READ && fill();
}

bool SecurePeer::shake_hands() {
  int result = 0;
  do {
    result = SSL_do_handshake(ssl_);
  } while (go_on(result));
  return result == 1;
}

std::string SecurePeer::hear_request() {
  return next_request(heard_, [this] {
    std::array<char, 65536> buffer{};
    int result = 0;
    do {
      result = SSL_read(ssl_, buffer.data(), static_cast<int>(buffer.size()));
    } while (go_on(result));
    if (result <= 0) return false;
    heard_.append(buffer.data(), static_cast<std::size_t>(result));
    return true;
  });
}

void SecurePeer::say(std::string_view bytes) {
  constexpr std::size_t kMost = 16384;  // A record's worth, so that memory does not grow.
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kMost, bytes.size()))) {
    SSL_write(ssl_, bytes.data(), static_cast<int>(std::min(kMost, bytes.size())));
    flush();
  }
}

void SecurePeer::end() {
  SSL_shutdown(ssl_);
  flush();
}

bool SecurePeer::renegotiate() {
  SSL_renegotiate(ssl_);
  if (!shake_hands()) return false;  // Asks for it,
  while (SSL_renegotiate_pending(ssl_) == 1) {
    std::array<char, 1> none{};
    SSL_peek(ssl_, none.data(), 1);  // and hears it while reading.
    flush();
    if (SSL_renegotiate_pending(ssl_) == 1 && !fill()) return false;
  }
  return true;
}

void SecurePeer::change_keys() {
  SSL_key_update(ssl_, SSL_KEY_UPDATE_REQUESTED);
  shake_hands();
}

void SecurePeer::give_ticket() {
  SSL_new_session_ticket(ssl_);
  shake_hands();
}

bool SecurePeer::was_resumed() const { return SSL_session_reused(ssl_) == 1; }

std::string SecurePeer::version() const { return SSL_get_version(ssl_); }

std::string SecurePeer::host() const {
  const char* name = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name);
  return name == nullptr ? "" : name;
}

ScriptedReceiver::Script over_tls(const TlsSide& side, std::function<void(SecurePeer&)> script) {
  return [&side, script = std::move(script)](Peer& below) {
    SecurePeer peer(below, side);
    if (peer.shake_hands()) script(peer);
  };
}

ScriptedReceiver::Script always_over_tls(const TlsSide& side, std::string answer) {
  return over_tls(side, [answer = std::move(answer)](SecurePeer& peer) {
    while (!peer.hear_request().empty()) peer.say(answer);
  });
}

}  // namespace ensaio
