# cmake -D ROOT=<repository> -P one_name_once.cmake
# Fails where two headers define a type of the same name. All of ours live in one namespace: two
# types of one name in one program are undefined behaviour that no compiler reports.
cmake_minimum_required(VERSION 3.24)

file(GLOB_RECURSE headers RELATIVE ${ROOT}
  ${ROOT}/simulator/*.hpp ${ROOT}/mock_api/*.hpp ${ROOT}/bench/*.hpp ${ROOT}/cli/*.hpp
  ${ROOT}/tests/*.hpp)
if(NOT headers)
  message(FATAL_ERROR "there is no header in ${ROOT}")
endif()
set(bad "")
foreach(header IN LISTS headers)
  # Only what stands at the left margin, and is no forward declaration, is a name of the namespace.
  file(STRINGS ${ROOT}/${header} types REGEX "^(struct|class|enum class) [A-Za-z0-9_]+( final)?( :.*)? {")
  foreach(type IN LISTS types)
    string(REGEX REPLACE "^(struct|class|enum class) ([A-Za-z0-9_]+).*" "\\2" name "${type}")
    if(DEFINED defined_${name})
      string(APPEND bad "  ${name}: ${defined_${name}} and ${header}\n")
    endif()
    set(defined_${name} ${header})
  endforeach()
endforeach()

if(bad)
  message(FATAL_ERROR "types of the same name:\n${bad}")
endif()
