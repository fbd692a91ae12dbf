#include "cli/companions.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "cli/nobody_there.hpp"
#include "simulator/delivery/awaiting.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

constexpr std::chrono::milliseconds kGrace = std::chrono::seconds(5);

std::string how_long(Offset wait) { return human_time(wait); }

}  // namespace

std::optional<Error> Companions::who_is_there_already(const std::vector<Endpoint>& places) {
  if (beside_.app.empty()) return std::nullopt;
  const auto there = already_there(world_, places);
  if (!there) return std::nullopt;
  return Error{.message = fmt::format("something listened on {} before the application was started",
                                      there->origin()),
               .hint = "end it, or let the application listen on a free port: {{ port }}"};
}

std::optional<Error> Companions::start_application() {
  if (beside_.app.empty()) return std::nullopt;
  const ChildWords words{.path = "/bin/sh",
                         .arguments = {"sh", "-c", beside_.app},
                         .environment = environment_,
                         .output = ChildWords::Output::Kept,
                         .until = ChildWords::Until::AllEnd};
  auto started = ChildProcess::start(words, [this] { world_.interrupt(); });
  if (!started) return started.error();
  application_ = *std::move(started);
  return std::nullopt;
}

std::optional<Error> Companions::await(const std::vector<Endpoint>& places) {
  if (beside_.wait == Offset{}) return std::nullopt;
  const auto missing = await_receivers(world_, places, beside_.wait);
  if (!missing) return std::nullopt;
  const auto known = nobody_heard(missing->endpoint.url, missing->ending);
  Error error =
      known
          ? *known
          : Error{.message = fmt::format("{} cannot be connected to", missing->endpoint.origin())};
  error.message += fmt::format(" waited {}", how_long(beside_.wait));
  return error;
}

std::optional<Error> Companions::application_gone() const {
  const auto end = application_ ? application_->ended() : std::nullopt;
  if (!end) return std::nullopt;
  return Error{.message = fmt::format("the application {} before the run was over", end->text()),
               .hint = fmt::format("--app '{}'", beside_.app)};
}

Result<std::optional<ChildEnd>> Companions::run_command(int out) {
  const ChildWords words{.path = beside_.command_path,
                         .arguments = beside_.command,
                         .environment = environment_,
                         .out = out};
  auto started = ChildProcess::start(words, [this] { world_.wake(); });
  if (!started) return started.error();
  ChildProcess& command = **started;
  while (!command.ended() && !world_.interrupted()) world_.wait(Offset::max());
  const auto end = command.ended();
  command.end(kGrace);
  return end;
}

void Companions::end_application() {
  if (application_) application_->end(kGrace);
}

std::string Companions::last_lines() const {
  return application_ ? application_->last_lines() : std::string();
}

}  // namespace ensaio
