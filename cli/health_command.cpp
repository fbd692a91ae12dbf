#include <fmt/format.h>

#include <chrono>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "simulator/delivery/endpoint.hpp"
#include "simulator/delivery/socket_world.hpp"

namespace ensaio {
namespace {

constexpr const char* kUsual = "http://127.0.0.1:8080";
constexpr Offset kPatience = std::chrono::seconds(5);

struct HealthWords {
  std::vector<std::string> urls{};
  TlsSettings tls{};
};

/// How GET `path` of the server ended.
Ending asked(const Endpoint& endpoint, const TlsSettings& tls, const std::string& path) {
  const std::string request =
      "GET " + path + " HTTP/1.1\r\nhost: " + endpoint.authority + "\r\n\r\n";
  SocketWorld world({}, SocketOptions{.stall_timeout = kPatience, .tls = tls});
  world.post(0, {.endpoint = &endpoint, .request = request, .timeout = kPatience});
  for (;;) {
    if (auto answer = world.wait(Offset::max())) return std::move(answer->ending);
  }
}

std::string why(const Ending& ending) {
  if (const auto* lost = std::get_if<Unreachable>(&ending)) return lost->reason;
  if (const auto* late = std::get_if<TimedOut>(&ending)) return "timed out while " + late->where;
  const auto* answered = std::get_if<Answered>(&ending);
  return answered != nullptr ? fmt::format("it answers {}", answered->status) : "no answer";
}

}  // namespace

Exit health_command(const Arguments& arguments, Streams& io) {
  HealthWords words;
  Options options("health", "Ends with 0 where the mock API at URL is ready, else with 3.",
                  "  ensaio health\n  ensaio health http://127.0.0.1:8080\n");
  options.words("URL", words.urls, std::string("of the server; else ") + kUsual);
  options.value("--ca", words.tls.ca_file, "PEM file of authorities to trust beside the system's");
  options.flag("--insecure", words.tls.insecure, "trust any certificate");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (words.urls.size() > 1) return options.refuse(io, "name one URL");
  const auto refuse = [&io](const Error& error) {
    complain(io.err, error);
    return Exit::Refused;
  };
  if (const auto problem = tls_problem(words.tls)) return refuse(*problem);
  const std::string url = words.urls.empty() ? kUsual : words.urls.front();
  const auto endpoint = parse_endpoint(url);
  if (!endpoint) return refuse(endpoint.error());
  const Ending ending = asked(*endpoint, words.tls, "/_ensaio/health");
  const auto* answered = std::get_if<Answered>(&ending);
  if (answered != nullptr && answered->status == 200) {
    io.out << "ready\n";
    return Exit::Passed;
  }
  complain(io.err, {.message = fmt::format("{} is not ready: {}", url, why(ending))});
  return Exit::Environment;
}

}  // namespace ensaio
