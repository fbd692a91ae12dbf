#include "cli/complaint.hpp"

#include <fmt/format.h>

#include <ostream>

#include "simulator/base/nearest.hpp"
#include "simulator/report/visible.hpp"

namespace ensaio {

std::string or_perhaps(std::string_view word, std::span<const std::string_view> words) {
  const auto near = nearest(word, words);
  return near ? fmt::format("; did you mean '{}'?", *near) : std::string();
}

namespace {

void tell(std::ostream& err, const char* what, const Error& error) {
  err << what << visible(error.message) << '\n';
  if (!error.hint.empty()) err << "  " << visible(error.hint) << '\n';
}

}  // namespace

void complain(std::ostream& err, const Error& error) { tell(err, "error: ", error); }

void warn(std::ostream& err, const Error& error) { tell(err, "warning: ", error); }

Exit refuse(Streams& io, const std::string& message, std::string_view program) {
  complain(io.err, {.message = message, .hint = fmt::format("see {} --help", program)});
  return Exit::Refused;
}

}  // namespace ensaio
