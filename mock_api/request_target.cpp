#include "mock_api/request_target.hpp"

#include <algorithm>
#include <charconv>

namespace ensaio {
namespace {

/// The target from its path on; an absolute URL without a path has none.
std::string_view from_path(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t end_of_host = target.find_first_of("/?#", scheme.size());
    return end_of_host == std::string_view::npos ? "" : target.substr(end_of_host);
  }
  return target;
}

std::vector<std::string_view> cut(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string form_decoded(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
}

}  // namespace

std::string_view raw_path(std::string_view target) {
  const std::string_view rest = from_path(target);
  return rest.substr(0, rest.find_first_of("?#"));
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* const digits = text.data() + i + 1;
    const bool encoded = text[i] == '%' && i + 2 < text.size() &&
                         std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
    decoded += encoded ? static_cast<char>(value) : text[i];
    if (encoded) i += 2;
  }
  return decoded;
}

std::vector<std::string> path_segments(std::string_view target) {
  std::string_view path = raw_path(target);
  if (path.starts_with('/')) path.remove_prefix(1);
  std::vector<std::string> segments;
  for (const std::string_view part : cut(path, '/')) segments.push_back(percent_decoded(part));
  return segments;
}

std::vector<Parameter> query_parameters(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t begin = target.find('?');
  std::vector<Parameter> parameters;
  if (begin == std::string_view::npos) return parameters;
  for (const std::string_view pair : cut(target.substr(begin + 1), '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    Parameter one{.name = form_decoded(pair.substr(0, equals))};
    if (equals != std::string_view::npos) one.value = form_decoded(pair.substr(equals + 1));
    parameters.push_back(std::move(one));
  }
  return parameters;
}

}  // namespace ensaio
