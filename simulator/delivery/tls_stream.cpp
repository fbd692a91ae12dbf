#include "simulator/delivery/tls_stream.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "simulator/delivery/tls_words.hpp"

namespace ensaio {
namespace {

using How = Moved::How;
using Why = Unreachable::Why;

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class TlsStream : public Stream {
 public:
  TlsStream(std::unique_ptr<Stream> plain, TlsPeer& peer);
  ~TlsStream() override;

  int descriptor() const override { return plain_->descriptor(); }
  std::string_view at() const override;
  Moved handshake() override;
  Moved write(std::string_view bytes) override;
  Moved read(std::span<char> into) override;
  bool all_taken() const override { return plain_->all_taken(); }
  Unreachable problem() const override { return problem_; }

  // What OpenSSL calls.
  int pull(BIO* bio, std::span<char> into);
  int push(BIO* bio, std::string_view bytes);
  bool has_ended() const { return ended_; }
  bool judge(bool trusted, X509_STORE_CTX* checked);
  void keep(SSL_SESSION* session) { peer_.keep(session); }
  void asked_for_us() { was_asked_for_us_ = SSL_get_certificate(ssl_.get()) == nullptr; }

 private:
  Moved stopped(int result);
  Moved explained(const Moved& moved);
  TlsStory story() const;
  // OpenSSL reads ahead, and of what it holds already no edge will tell.
  bool has_more() const { return more_below_ || SSL_has_pending(ssl_.get()) == 1; }

  TlsPeer& peer_;
  const std::unique_ptr<Stream> plain_;
  std::unique_ptr<SSL, FreeSsl> ssl_;  // After what it writes to.
  bool connected_ = false;
  bool established_ = false;
  bool broken_ = false;    // Nothing more can be written.
  bool answered_ = false;  // A byte of an answer was read.
  bool was_asked_for_us_ = false;
  bool ended_ = false;       // TCP's end came.
  bool more_below_ = false;  // The socket may hold more than was read last.
  int error_ = 0;            // The socket's.
  std::size_t moved_ = 0;    // Bytes, either way.
  std::array<char, 8> heard_{};
  std::size_t heard_count_ = 0;
  std::string certificate_problem_;
  Unreachable problem_{};
};

// --- OpenSSL reads and writes through the stream below, which never waits and, unlike OpenSSL's
// own socket BIO, never raises SIGPIPE.

TlsStream& stream_of(BIO* bio) { return *static_cast<TlsStream*>(BIO_get_data(bio)); }

TlsStream& stream_of(const SSL* ssl) { return *static_cast<TlsStream*>(SSL_get_app_data(ssl)); }

int bio_read(BIO* bio, char* into, int size) {
  return stream_of(bio).pull(bio, {into, static_cast<std::size_t>(size)});
}

int bio_write(BIO* bio, const char* bytes, int size) {
  return stream_of(bio).push(bio, {bytes, static_cast<std::size_t>(size)});
}

long bio_control(BIO* bio, int command, long /*number*/, void* /*pointer*/) {
  if (command == BIO_CTRL_EOF) return stream_of(bio).has_ended() ? 1 : 0;
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

struct FreeMethod {
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};

const BIO_METHOD* bio_method() {
  static const auto made = [] {
    std::unique_ptr<BIO_METHOD, FreeMethod> method(
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "ensaio stream"));
    BIO_meth_set_read(method.get(), bio_read);
    BIO_meth_set_write(method.get(), bio_write);
    BIO_meth_set_ctrl(method.get(), bio_control);
    return method;
  }();
  return made.get();
}

int verified(int trusted, X509_STORE_CTX* checked) {
  const void* ssl = X509_STORE_CTX_get_ex_data(checked, SSL_get_ex_data_X509_STORE_CTX_idx());
  return stream_of(static_cast<const SSL*>(ssl)).judge(trusted == 1, checked) ? 1 : 0;
}

int new_session(SSL* ssl, SSL_SESSION* session) {
  stream_of(ssl).keep(session);
  return 1;  // The reference is ours now.
}

int certificate_wanted(SSL* ssl, void* /*unused*/) {
  stream_of(ssl).asked_for_us();
  return 1;  // Go on with what there is.
}

// ---

TlsStream::TlsStream(std::unique_ptr<Stream> plain, TlsPeer& peer)
    : peer_(peer), plain_(std::move(plain)), ssl_(SSL_new(peer.context().get())) {
  SSL* ssl = ssl_.get();
  SSL_set_app_data(ssl, this);
  // OpenSSL asks the context, not the connection; all streams of one say the same.
  SSL_CTX_sess_set_new_cb(peer.context().get(), new_session);
  BIO* bio = BIO_new(bio_method());
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl, bio, bio);
  SSL_set_connect_state(ssl);
  SSL_set_cert_cb(ssl, certificate_wanted, nullptr);
  const int mode = SSL_get_verify_mode(ssl);
  SSL_set_verify(ssl, mode, mode == SSL_VERIFY_NONE ? nullptr : verified);
  X509_VERIFY_PARAM* wanted = SSL_get0_param(ssl);
  const std::string& name = peer.name();
  if (peer.is_address()) {
    X509_VERIFY_PARAM_set1_ip_asc(wanted, name.c_str());
  } else {
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(wanted, name.c_str(), name.size());
    std::string sni = name;  // Of names only (RFC 6066, 3).
    SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, sni.data());
  }
  if (peer.session() != nullptr) SSL_set_session(ssl, peer.session());
}

// A goodbye, as far as it goes without waiting. Without one OpenSSL would not use the session
// again.
TlsStream::~TlsStream() {
  if (established_ && !broken_) SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

std::string_view TlsStream::at() const {
  return connected_ ? "connecting, in the TLS handshake" : plain_->at();
}

Moved TlsStream::handshake() {
  moved_ = 0;
  if (!connected_) {
    const Moved moved = plain_->handshake();
    if (moved.how != How::Done) return moved;
    connected_ = true;
  }
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  established_ = result == 1;
  Moved moved = established_ ? Moved{.more = has_more()} : explained(stopped(result));
  moved.bytes = moved_;
  return moved;
}

Moved TlsStream::write(std::string_view bytes) {
  ERR_clear_error();
  std::size_t count = 0;
  const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count);
  return result == 1 ? Moved{.bytes = count, .more = has_more()} : stopped(result);
}

Moved TlsStream::read(std::span<char> into) {
  ERR_clear_error();
  std::size_t count = 0;
  int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &count);
  // Where the receiver asked for another handshake (TLS 1.2), the next call begins it.
  if (result != 1 && SSL_renegotiate_pending(ssl_.get()) == 1) {
    result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &count);
  }
  if (result != 1) return explained(stopped(result));
  answered_ = true;
  return Moved{.bytes = count, .more = has_more()};
}

/// What a call came to that did not go through.
Moved TlsStream::stopped(int result) {
  const int why = SSL_get_error(ssl_.get(), result);
  if (why == SSL_ERROR_WANT_READ) return Moved{.how = How::WantsRead};
  if (why == SSL_ERROR_WANT_WRITE) return Moved{.how = How::WantsWrite};
  if (ended_) return Moved{.how = How::Cut};
  if (why == SSL_ERROR_ZERO_RETURN) return Moved{.how = How::Closed};
  broken_ = true;
  const int error = std::exchange(error_, 0);
  if (error == 0) problem_ = tls_failed(ERR_peek_error(), story());
  return Moved{.how = How::Failed, .error = error};
}

/// With what TLS knows about it, where the connection was lost below it.
Moved TlsStream::explained(const Moved& moved) {
  Unreachable lost{Why::Closed, "the receiver closed the connection"};
  if (moved.how == How::Failed && (moved.error == ECONNRESET || moved.error == EPIPE)) {
    lost = {Why::Reset, "connection reset by the receiver"};
  } else if (moved.how != How::Cut && moved.how != How::Closed) {
    return moved;
  }
  auto told = tls_lost(std::move(lost), story());
  if (!told) return moved;
  problem_ = *std::move(told);
  return Moved{.how = How::Failed};
}

TlsStory TlsStream::story() const {
  return {.heard = {heard_.data(), heard_count_},
          .certificate = certificate_problem_,
          .established = established_,
          .answered = answered_,
          .was_asked_for_us = was_asked_for_us_};
}

int TlsStream::pull(BIO* bio, std::span<char> into) {
  BIO_clear_retry_flags(bio);
  const Moved moved = plain_->read(into);
  more_below_ = moved.more;
  switch (moved.how) {
    case How::Done: {
      const std::size_t missing = std::min(heard_.size() - heard_count_, moved.bytes);
      std::copy_n(into.begin(), missing, heard_.begin() + heard_count_);
      heard_count_ += missing;
      moved_ += moved.bytes;
      return static_cast<int>(moved.bytes);
    }
    case How::WantsRead:
    case How::WantsWrite:
      BIO_set_retry_read(bio);
      return -1;
    case How::Closed:
    case How::Cut:
      ended_ = true;
      return 0;
    case How::Failed:
      error_ = moved.error;
      return -1;
  }
  return -1;
}

int TlsStream::push(BIO* bio, std::string_view bytes) {
  BIO_clear_retry_flags(bio);
  const Moved moved = plain_->write(bytes);
  if (moved.how == How::Done) {
    moved_ += moved.bytes;
    return static_cast<int>(moved.bytes);
  }
  if (moved.how == How::WantsRead || moved.how == How::WantsWrite) {
    BIO_set_retry_write(bio);
  } else {
    error_ = moved.how == How::Failed ? moved.error : EPIPE;
  }
  return -1;
}

bool TlsStream::judge(bool trusted, X509_STORE_CTX* checked) {
  if (!trusted && certificate_problem_.empty()) {
    certificate_problem_ = untrusted(checked, peer_.name());
  }
  return trusted;
}

}  // namespace

std::unique_ptr<Stream> open_tls_stream(std::unique_ptr<Stream> plain, TlsPeer& peer) {
  return std::make_unique<TlsStream>(std::move(plain), peer);
}

}  // namespace ensaio
