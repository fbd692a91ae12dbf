#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace ensaio {

/// What xmllint has to say against `xml` as a JUnit report (junit.xsd); empty where nothing.
inline std::string junit_complaints(const std::string& xml) {
  namespace fs = std::filesystem;
  std::string pattern = testing::TempDir() + "ensaio-xml-XXXXXX";
  const fs::path folder = mkdtemp(pattern.data());
  std::ofstream(folder / "junit.xml", std::ios::binary) << xml;
  const std::string command =
      "xmllint --nonet --noout --schema '" ENSAIO_SOURCE_DIR "/tests/report/junit.xsd' '" +
      (folder / "junit.xml").string() + "' > '" + (folder / "said").string() + "' 2>&1";
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe)
  std::ostringstream said;
  said << std::ifstream(folder / "said").rdbuf();
  fs::remove_all(folder);
  if (status == 0) return "";
  return said.str().empty() ? "xmllint failed" : said.str();
}

/// Whether there is an xmllint. Where all tests are to be run (CI=true) its absence is a failure.
inline bool has_xmllint() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread.
  return std::system("command -v xmllint > /dev/null 2>&1") == 0;
}

inline bool is_ci() {
  const char* ci = std::getenv("CI");  // NOLINT(concurrency-mt-unsafe): one thread.
  return ci != nullptr && std::string(ci) == "true";
}

/// Ends the test early where there is no xmllint.
#define ENSAIO_NEED_XMLLINT()                                                       \
  if (!has_xmllint()) {                                                             \
    if (is_ci()) FAIL() << "xmllint is missing: install libxml2-utils";             \
    GTEST_SKIP() << "no xmllint here, so the schema is not checked: libxml2-utils"; \
  }                                                                                 \
  static_assert(true)

}  // namespace ensaio
