#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ensaio {

// The parts of a request's target ("/a%20b?c=d"), whatever bytes a client sends. What is no valid
// percent-encoding stays as it is.

/// Without scheme and host where it is an absolute URL (as to a proxy), without query and fragment;
/// not decoded.
std::string_view raw_path(std::string_view target);

/// Each %41 is an A. A plus sign stays one.
std::string percent_decoded(std::string_view text);

/// The parts between the slashes of the path, each decoded after the path was cut, so that %2F
/// divides nothing. "/a//b/" is "a", "", "b", "". Dots mean nothing: ".." is a part like any other.
std::vector<std::string> path_segments(std::string_view target);

/// One parameter of a query, decoded.
struct Parameter {
  std::string name{};
  std::string value{};
};

/// Those of the query, in order; `+` is a space.
std::vector<Parameter> query_parameters(std::string_view target);

}  // namespace ensaio
