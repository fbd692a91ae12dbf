#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/certificates.hpp"
#include "tests/support/scripted_receiver.hpp"

struct bio_st;
struct ssl_ctx_st;
struct ssl_st;

namespace ensaio {

enum class TlsVersion : std::uint8_t { Old, V12, V13 };

/// Which TLS a receiver in a test speaks.
struct TlsWish {
  Credentials credentials{};
  std::optional<TlsVersion> only{};  ///< Else 1.2 and 1.3. Old: 1.1.
  std::string client_authority{};    ///< PEM. Whoever has no certificate of it is refused.
  bool tickets = true;               ///< With the handshake; else only by give_ticket().
};

/// The receiver's side of TLS, shared by its connections.
class TlsSide {
 public:
  explicit TlsSide(const TlsWish& wish);
  ~TlsSide();
  TlsSide(const TlsSide&) = delete;
  TlsSide& operator=(const TlsSide&) = delete;

  ssl_ctx_st* get() const { return context_; }

 private:
  ssl_ctx_st* context_;
};

/// TLS on top of one connection of a ScriptedReceiver. Its functions wait like those of Peer.
class SecurePeer {
 public:
  SecurePeer(Peer& below, const TlsSide& side);
  ~SecurePeer();
  SecurePeer(const SecurePeer&) = delete;
  SecurePeer& operator=(const SecurePeer&) = delete;

  /// From now on every byte goes out on its own.
  void drip() { drips_ = true; }
  /// After so many bytes more, `then` happens instead of sending the rest.
  void cut_after(std::size_t bytes, std::function<void(Peer&)> then);
  void cut_no_more() { then_ = nullptr, left_ = static_cast<std::size_t>(-1); }

  /// False where it failed.
  bool shake_hands();
  std::string hear_request();
  void say(std::string_view bytes);
  /// Says that nothing more will come (close_notify).
  void end();
  /// Asks for another handshake: TLS 1.2.
  bool renegotiate();
  /// Asks for new keys: TLS 1.3.
  void change_keys();
  /// One more ticket: TLS 1.3.
  void give_ticket();
  void hear_end() { below_.hear_end(); }

  bool was_resumed() const;
  std::string version() const;
  /// The host that the client asked for; empty where it did not say.
  std::string host() const;

 private:
  bool go_on(int result);
  bool fill();
  void flush();
  void send(std::string_view bytes);

  Peer& below_;
  ssl_st* ssl_;
  bio_st* in_;
  bio_st* out_;
  bool drips_ = false;
  std::size_t left_ = static_cast<std::size_t>(-1);
  std::function<void(Peer&)> then_;
  std::string heard_;
};

/// A script that shakes hands and then plays `script`.
ScriptedReceiver::Script over_tls(const TlsSide& side, std::function<void(SecurePeer&)> script);

/// Answers every request with `answer`, until the client closes.
ScriptedReceiver::Script always_over_tls(const TlsSide& side, std::string answer);

}  // namespace ensaio
