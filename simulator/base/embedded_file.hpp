#pragma once

#include <string_view>

namespace ensaio {

/// A text file compiled into the program (cmake/embed.cmake).
struct EmbeddedFile {
  std::string_view name{};  ///< Its path below the folder it came from: "odd/late-read.yaml".
  std::string_view text{};  ///< Lives as long as the program.
};

}  // namespace ensaio
