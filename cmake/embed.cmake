# embed(TARGET SYMBOL ROOT dir FILES file...)
#
# Compiles text files into TARGET as the function `ensaio::SYMBOL()`, declared by the target's own
# header as `std::span<const EmbeddedFile> SYMBOL();` (simulator/base/embedded_file.hpp). Names are
# relative to ROOT and in the order given.
function(embed target symbol)
  cmake_parse_arguments(arg "" "ROOT" "FILES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  set(list ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.txt)
  string(REPLACE ";" "\n" lines "${arg_FILES}")
  file(CONFIGURE OUTPUT ${list} CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D SYMBOL=${symbol} -D ROOT=${arg_ROOT} -D LIST=${list}
            -D OUTPUT=${output} -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${arg_FILES} ${list} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
