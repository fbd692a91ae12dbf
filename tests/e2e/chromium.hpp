#pragma once

#include <string>
#include <vector>

#include "tests/support/needs.hpp"

namespace ensaio {

/// What a browser made of a page.
struct BrowsedPage {
  std::string dom{};   ///< The document once its scripts had run, as HTML.
  std::string said{};  ///< The browser's log, of which a page's console is a part.
  /// What the page asked of a network, by its URL; not what the browser asks for itself.
  std::vector<std::string> asked_for{};

  /// Whether the page wrote to the console, as errors do and refused requests.
  bool used_console() const { return said.find(":CONSOLE") != std::string::npos; }
};

/// Where Chromium is; empty where it is not installed.
std::string chromium_program();

/// Opens a file in it, without a window. Whatever it asks of a network ends on this machine, at a
/// proxy that is not there, and no name is looked up. `more`: further options.
BrowsedPage browsed(const std::string& file, const std::vector<std::string>& more = {});

}  // namespace ensaio

#define ENSAIO_NEEDS_CHROMIUM() \
  ENSAIO_NEEDS_PROGRAM(!ensaio::chromium_program().empty(), "chromium")
