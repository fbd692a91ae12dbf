#include "mock_api/http_message.hpp"

#include "mock_api/request_target.hpp"

namespace ensaio {

std::optional<std::string_view> Question::header(std::string_view name) const {
  for (const Header& one : headers) {
    if (same_name(one.name, name)) return one.value;
  }
  return std::nullopt;
}

std::optional<std::string> Question::parameter(std::string_view name) const {
  for (Parameter& one : query_parameters(target)) {
    if (one.name == name) return std::move(one.value);
  }
  return std::nullopt;
}

std::optional<NotWhole> not_whole(const Question& question) {
  switch (question.came) {
    case Came::Whole:
      return std::nullopt;
    case Came::TooLong:
      return NotWhole{413, "the body is longer than 1 MiB"};
    case Came::BrokenOff:
      return NotWhole{400, "the body is shorter than its length says"};
    case Came::TooSlow:
      return NotWhole{408, question.fault};
    case Came::Malformed:
      return NotWhole{400, question.fault};
  }
  return std::nullopt;
}

}  // namespace ensaio
