# In `dev` a file that forgets an include does not compile; where this is on it would. With more than
# -Og g++ 12 then warns of what it inlines from the standard library.
option(ENSAIO_PRECOMPILED "Parse what most files include once for each target" OFF)

# precompiled(TARGET [HEADER...])
function(precompiled target)
  if(ENSAIO_PRECOMPILED)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <set> <sstream> <string>
      <utility> <variant> <vector> ${ARGN})
  endif()
endfunction()

# room(NAME DEPENDS room... USES library... HEADERS file... SOURCES file...)
#
# Makes one room of the house: the static library ensaio_NAME. DEPENDS names the rooms it may include
# from (they bring what they depend on); USES the libraries that its sources, not its users, need.
function(room name)
  cmake_parse_arguments(arg "" "" "DEPENDS;USES;HEADERS;SOURCES" ${ARGN})
  list(TRANSFORM arg_DEPENDS PREPEND ensaio_)

  add_library(ensaio_${name} STATIC)
  target_sources(ensaio_${name}
    PRIVATE ${arg_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  target_link_libraries(ensaio_${name} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_USES})
  target_compile_options(ensaio_${name} PRIVATE ${ENSAIO_WARNINGS})
  set_target_properties(ensaio_${name} PROPERTIES
    VERIFY_INTERFACE_HEADER_SETS ON
    LINKER_LANGUAGE CXX)  # Said for a room of headers only.
  precompiled(ensaio_${name})
endfunction()

set(ENSAIO_WARNINGS
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
  # g++ 12 sees overlaps in "text" + std::string where there are none (GCC bug 105329).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>)

# room_tests(NAME SOURCES file... USES library...)
#
# The tests of one room: the program NAME_test, every TEST of it known to ctest by its own name.
function(room_tests name)
  cmake_parse_arguments(arg "" "" "USES;SOURCES" ${ARGN})
  add_executable(${name}_test ${arg_SOURCES})
  target_link_libraries(${name}_test PRIVATE ${arg_USES} GTest::gmock GTest::gtest_main)
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(${name}_test PRIVATE ${ENSAIO_WARNINGS})
  target_compile_definitions(${name}_test PRIVATE ENSAIO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  precompiled(${name}_test <gmock/gmock.h> <gtest/gtest.h>)
  gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60)
endfunction()
