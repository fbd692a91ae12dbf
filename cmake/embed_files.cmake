# cmake -D SYMBOL=name -D ROOT=dir -D LIST=file -D OUTPUT=file -P embed_files.cmake
# Writes a C++ file that holds every file of LIST as text.
cmake_minimum_required(VERSION 3.24)
file(STRINGS ${LIST} files)
set(rows "")
foreach(file IN LISTS files)
  file(READ ${file} hex HEX)
  string(LENGTH "${hex}" length)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  string(REGEX REPLACE "(\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..)" "\\1\"\n     \"" bytes "${bytes}")
  math(EXPR size "${length} / 2")
  file(RELATIVE_PATH name ${ROOT} ${file})
  string(APPEND rows "    {\"${name}\",\n     std::string_view(\"${bytes}\", ${size})},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by cmake/embed_files.cmake.
#include <array>
#include <span>

#include \"simulator/base/embedded_file.hpp\"

// Over the 64 KiB that every compiler must take; ours take more.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace ensaio {
std::span<const EmbeddedFile> ${SYMBOL}();
namespace {
const auto kFiles = std::to_array<EmbeddedFile>({
${rows}});
}  // namespace
std::span<const EmbeddedFile> ${SYMBOL}() { return kFiles; }
}  // namespace ensaio
")
