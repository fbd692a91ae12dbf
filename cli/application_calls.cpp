#include "cli/application_calls.hpp"

#include <fmt/format.h>

namespace ensaio {

std::optional<Error> why_nobody_hears(const Piece* listener) {
  if (listener == nullptr) return std::nullopt;
  const Scenario& scenario = listener->scenario;
  return Error{
      .message = fmt::format("{}:{}: '{}' awaits or counts calls of the application, and this "
                             "version of `ensaio run` has no mock API that it could call",
                             scenario.file, scenario.place.mark.line, scenario.name),
      .hint = "ensaio check and ensaio plan read it; --only, --tag and --skip leave it out"};
}

}  // namespace ensaio
