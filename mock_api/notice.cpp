#include "mock_api/notice.hpp"

#include <fmt/format.h>

#include <vector>

#include "mock_api/request_target.hpp"

namespace ensaio {
namespace {

/// "PUT /instances/{id}/token/{token}/me", without the query; "PUT" where there is no path.
std::string shown_call(const Question& question) {
  std::vector<std::string> parts = path_segments(question.target);
  if (parts.size() > 3 && parts[0] == "instances" && parts[2] == "token") {
    parts[1] = "{id}";
    parts[3] = "{token}";
  }
  std::string call(question.method);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    call += (i == 0 && !call.empty() ? " /" : "/") + parts[i];
  }
  return call;
}

}  // namespace

void give_notice(const Notice& notice, const Question& question, const ProviderAnswer& answer) {
  if (!notice) return;
  for (const std::string* text : {&answer.near_miss, &answer.warning}) {
    if (!text->empty()) notice(fmt::format("{}: {}", shown_call(question), *text));
  }
}

}  // namespace ensaio
