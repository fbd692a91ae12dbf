#pragma once

#include <memory>
#include <string>

#include "cli/whole_file.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// Where a server is to say that it listens. Empty: nowhere.
struct AnnouncementWords {
  std::string ready_file{};
  std::string tls_ca{};
};

/// A server that listens.
struct ListeningServer {
  std::string url{};
  std::string authority{};    ///< What clients are to trust, PEM; empty: nothing new.
  std::string control_url{};  ///< Empty: it has none.
};

/// The files by which a server says where it is. They are there as long as this lives.
struct Announcement {
  std::unique_ptr<WholeFile> authority{};  ///< Null without TLS.
  std::unique_ptr<WholeFile> ready{};      ///< Null where none was asked for.

  /// The authority's absolute path; empty without TLS.
  std::string ca_file() const;
};

/// {"base_url", "control_url", "ca_file", "pid", "version"}, in one line with its end.
std::string ready_line(const ListeningServer& server, const std::string& ca_file);

/// Writes them; the authority's, where none is named, to a temporary place. Error: one of them
/// cannot be written.
Result<Announcement> announce(const AnnouncementWords& words, const ListeningServer& server);

/// Every connection takes a file; the limit that a shell begins with is made for other programs.
void allow_many_files();

}  // namespace ensaio
