#include "mock_api/mock_api.hpp"

#include <utility>

namespace ensaio {

MockApi::MockApi(MockApiSettings settings)
    : core_(std::move(settings.core)), control_(core_, std::move(settings.control)) {}

Result<std::unique_ptr<MockApi>> MockApi::listen(MockApiSettings settings) {
  const ListenAddress address = settings.address;
  const ServerTls tls = settings.tls;
  std::unique_ptr<MockApi> api(new MockApi(std::move(settings)));
  auto server = HttpServer::listen(address, tls, [own = api.get()](const Question& question) {
    return ControlApi::is_for(question) ? own->control_.answer(question)
                                        : own->core_.call(question);
  });
  if (!server) return server.error();
  api->server_ = *std::move(server);
  api->core_.be_at(api->url());
  return api;
}

MockApi::~MockApi() {
  core_.end_waits();
  server_.reset();
}

}  // namespace ensaio
