#include "cli/announcement.hpp"

#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

namespace ensaio {
namespace {

Error of_option(const std::string& option, const Error& error) {
  return {.message = option + ": " + error.message, .hint = error.hint};
}

}  // namespace

std::string Announcement::ca_file() const {
  return authority ? std::filesystem::absolute(authority->path()).string() : std::string();
}

std::string ready_line(const ListeningServer& server, const std::string& ca_file) {
  nlohmann::ordered_json ready{{"base_url", server.url}};
  if (!server.control_url.empty()) ready["control_url"] = server.control_url;
  ready["ca_file"] = nullptr;
  if (!ca_file.empty()) ready["ca_file"] = ca_file;
  ready["pid"] = getpid();
  ready["version"] = ENSAIO_VERSION;
  return ready.dump() + "\n";
}

Result<Announcement> announce(const AnnouncementWords& words, const ListeningServer& server) {
  Announcement made;
  if (!server.authority.empty()) {
    auto written = words.tls_ca.empty() ? WholeFile::write_temporary("ensaio-ca-", server.authority)
                                        : WholeFile::write(words.tls_ca, server.authority);
    if (!written) return of_option("--tls-ca", written.error());
    made.authority = *std::move(written);
  }
  if (words.ready_file.empty()) return made;
  auto ready = WholeFile::write(words.ready_file, ready_line(server, made.ca_file()));
  if (!ready) return of_option("--ready-file", ready.error());
  made.ready = *std::move(ready);
  return made;
}

void allow_many_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);  // Where that fails, there are fewer connections.
}

}  // namespace ensaio
