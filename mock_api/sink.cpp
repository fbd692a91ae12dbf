#include "mock_api/sink.hpp"

#include <mutex>
#include <utility>

#include "mock_api/listen_address.hpp"
#include "mock_api/receiver.hpp"
#include "simulator/delivery/stopwatch.hpp"

namespace ensaio {

/// The beliefs, and who may look at them when.
struct Sink::Shared {
  AnswerPlan plan;  // Never changes; neither does the next.
  Stopwatch watch;
  std::mutex mutex;
  Belief belief;  // Guarded by the mutex; so is the next.
  OneWorker worker{std::nullopt};
};

Result<std::unique_ptr<Sink>> Sink::listen(const std::string& address, SinkSettings settings) {
  const auto place = parse_listen_address(address);
  if (!place) return place.error();
  std::unique_ptr<Sink> sink(new Sink);
  sink->shared_->plan = std::move(settings.answers);
  sink->shared_->worker = OneWorker(sink->shared_->plan.rate());
  Shared& shared = *sink->shared_;
  auto server = HttpServer::listen(*place, settings.tls, [&shared](const Question& question) {
    const std::lock_guard lock(shared.mutex);
    Reply reply = answer(shared.belief, question, shared.plan);
    if (is_callback(question)) reply.delay += shared.worker.wait(shared.watch.elapsed());
    return reply;
  });
  if (!server) return server.error();
  sink->server_ = *std::move(server);
  return sink;
}

Sink::Sink() : shared_(std::make_unique<Shared>()) {}
Sink::~Sink() = default;

std::string Sink::url() const { return server_->url(); }

const std::string& Sink::authority() const { return server_->authority(); }

std::optional<MessageBelief> Sink::message(std::string_view id) const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->belief.message(id);
}

std::optional<Presence> Sink::presence(std::string_view phone) const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->belief.presence(phone);
}

Hearsay Sink::hearsay() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->belief.hearsay();
}

Hearsay Sink::hearsay_ever() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->belief.hearsay_ever();
}

}  // namespace ensaio
