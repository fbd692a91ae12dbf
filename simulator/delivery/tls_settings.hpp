#pragma once

#include <optional>
#include <string>

#include "simulator/base/result.hpp"

namespace ensaio {

/// Whom https receivers must prove to be, and who we are to them. Files are PEM; empty: not given.
struct TlsSettings {
  std::string ca_file{};           ///< Authorities that are trusted beside the system's.
  bool insecure = false;           ///< Trusts whatever certificate comes.
  std::string certificate_file{};  ///< Ours, with its chain, for receivers that ask for one.
  std::string key_file{};          ///< Of that certificate, not encrypted.
};

/// What is wrong with the settings or with a file that they name, in the words of the options
/// (`--ca`, `--insecure`, `--cert`, `--key`). Nothing where a world can use them.
std::optional<Error> tls_problem(const TlsSettings& settings);

}  // namespace ensaio
