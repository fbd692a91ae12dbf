# cmake -D CHECK=<one_name_once.cmake> -D WORK=<folder> -P one_name_once_test.cmake
# Plants two types of one name in a small made-up tree.
cmake_minimum_required(VERSION 3.24)

function(run)
  execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${WORK} -P ${CHECK}
    RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE told)
  set(result ${result} PARENT_SCOPE)
  set(told "${told}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
file(WRITE ${WORK}/simulator/base/a.hpp "struct Tale {\n  struct Inner {\n  };\n};\n")
file(WRITE ${WORK}/cli/b.hpp "struct Tale;\nclass Other final {\n  struct Inner {\n  };\n};\n")
run()
if(NOT result EQUAL 0)
  message(FATAL_ERROR "a clean tree does not pass:\n${told}")
endif()

file(WRITE ${WORK}/tests/c.hpp "class Tale : public Other {\n};\n")
run()
if(result EQUAL 0 OR NOT told MATCHES "Tale: simulator/base/a.hpp and tests/c.hpp|Tale: tests/c.hpp and")
  message(FATAL_ERROR "two types of one name are not told:\n${told}")
endif()
