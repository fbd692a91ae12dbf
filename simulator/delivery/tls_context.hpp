#pragma once

#include <memory>

#include "simulator/base/result.hpp"
#include "simulator/delivery/tls_settings.hpp"

struct ssl_ctx_st;  // OpenSSL's own, which no header of ours includes.

namespace ensaio {

/// What all TLS connections of one world share: TLS 1.2 and 1.3, whom we trust, who we are.
class TlsContext {
 public:
  /// Takes a while, for the authorities that the system trusts are read. Error: see tls_problem().
  static Result<std::unique_ptr<TlsContext>> make(const TlsSettings& settings);

  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  ssl_ctx_st* get() const;

 private:
  friend std::optional<Error> tls_problem(const TlsSettings& settings);
  struct Held;
  /// Trusts only what the settings name.
  static Result<std::unique_ptr<TlsContext>> with_files(const TlsSettings& settings);
  explicit TlsContext(std::unique_ptr<Held> held);

  std::unique_ptr<Held> held_;
};

}  // namespace ensaio
