#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/needs.hpp"

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

inline bool has_xmllint() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread.
  return std::system("command -v xmllint > /dev/null 2>&1") == 0;
}

}  // namespace ensaio

#define ENSAIO_NEEDS_XMLLINT() ENSAIO_NEEDS_PROGRAM(ensaio::has_xmllint(), "xmllint")
