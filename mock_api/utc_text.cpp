#include "mock_api/utc_text.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Timestamp.h>

#include <chrono>

namespace ensaio {

std::string utc_text(WallTime at) {
  const auto since = at.time_since_epoch();
  return Poco::DateTimeFormatter::format(
      Poco::Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(since).count()),
      "%Y-%m-%dT%H:%M:%S.%iZ");
}

}  // namespace ensaio
