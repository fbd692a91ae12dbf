#include "cli/metrics_server.hpp"

#include <utility>

#include "mock_api/listen_address.hpp"

namespace ensaio {
namespace {

Reply text(int status, std::string body) {
  return {.status = status,
          .body = std::move(body),
          .headers = {{"Content-Type", LoadMetrics::kContentType}}};
}

Reply answer(const Question& question, const LoadMetrics& metrics) {
  if (const auto broken = not_whole(question)) {
    return text(broken->status, std::string(broken->reason) + "\n");
  }
  if (question.path != "/metrics") return text(404, "ask for /metrics\n");
  if (question.method != "GET" && question.method != "HEAD") return text(405, "GET or HEAD\n");
  return text(200, metrics.text());
}

}  // namespace

Result<std::unique_ptr<MetricsServer>> MetricsServer::listen(const std::string& address,
                                                             const LoadMetrics& metrics) {
  const auto place = parse_listen_address(address);
  if (!place) return Error{"--metrics: " + place.error().message, place.error().hint};
  auto server = HttpServer::listen(
      *place, {}, [&metrics](const Question& question) { return answer(question, metrics); });
  if (!server) return Error{"--metrics: " + server.error().message, server.error().hint};
  return std::unique_ptr<MetricsServer>(
      new MetricsServer(*std::move(server), place->is_loopback()));
}

}  // namespace ensaio
