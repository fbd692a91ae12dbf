#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace ensaio {

/// Where all tests are to be run (`./dev test --all`), nothing is skipped.
inline bool all_tests_count() {
  const char* ci = std::getenv("CI");  // NOLINT(concurrency-mt-unsafe): none sets it.
  return ci != nullptr && std::string(ci) == "true";
}

}  // namespace ensaio

/// Ends a test early where `is_there` is false: on a person's machine it is skipped, where all
/// tests count it fails. `what` says in words what is not there, and what to do.
#define ENSAIO_NEEDS(is_there, what)                 \
  do {                                               \
    if (is_there) break;                             \
    if (ensaio::all_tests_count()) FAIL() << (what); \
    GTEST_SKIP() << (what);                          \
  } while (false)

/// The same for a program that `./dev test --all` installs.
#define ENSAIO_NEEDS_PROGRAM(is_there, name) \
  ENSAIO_NEEDS(is_there, name " is not installed; ./dev test --all installs it")
