# cmake -D LAYERING=<layering.cmake> -D WORK=<folder> -P layering_test.cmake
# Plants violations in a small made-up tree: layering.cmake must name each, and pass without them.
cmake_minimum_required(VERSION 3.24)

function(write path)
  string(REPLACE "|" "\n" text "${ARGN}")
  file(WRITE ${WORK}/${path} "${text}\n")
endfunction()

function(run expected)
  execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${WORK} -P ${LAYERING}
    RESULT_VARIABLE result OUTPUT_VARIABLE told ERROR_VARIABLE told)
  if(expected STREQUAL "passes" AND NOT result EQUAL 0)
    message(FATAL_ERROR "a clean tree does not pass:\n${told}")
  elseif(expected STREQUAL "fails" AND result EQUAL 0)
    message(FATAL_ERROR "the planted violations pass")
  endif()
  string(REGEX REPLACE "[ \n]+" " " told "${told}")
  set(told "${told}" PARENT_SCOPE)
endfunction()

function(expect_told)
  foreach(line IN LISTS ARGN)
    string(FIND "${told}" "${line}" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "not told: ${line}\ntold: ${told}")
    endif()
  endforeach()
endfunction()

file(REMOVE_RECURSE ${WORK})
run(fails)
expect_told("there is no source")

# What belongs.
write(simulator/base/a.hpp "#include <string>")
write(simulator/base/a.cpp "#include \"simulator/base/a.hpp\"|#include <Poco/SHA2Engine.h>")
write(simulator/document/l.cpp "#include \"simulator/wire/w.hpp\"|#include <yaml-cpp/yaml.h>")
write(simulator/wire/deep/w.cpp "#include \"simulator/base/a.hpp\"|#include <nlohmann/json.hpp>")
write(simulator/delivery/socket_world.cpp "#include <Poco/Net/Socket.h>|#include <thread>")
write(mock_api/sink.cpp "#include <Poco/Net/HTTPServer.h>|#include \"simulator/report/r.hpp\"")
write(cli/main.cpp "#include \"mock_api/sink.hpp\"|#include <CLI/CLI.hpp>|#include <fmt/core.h>")
write(bench/micro/turns.cpp "#include \"bench/load/l.hpp\"|#include <benchmark/benchmark.h>")
run(passes)

# What does not.
write(simulator/base/up.hpp "#include \"simulator/wire/w.hpp\"")
write(simulator/report/up.cpp "#include \"cli/run.hpp\"")
write(mock_api/across.cpp "#include \"bench/load/l.hpp\"")
write(simulator/wire/short.cpp "  #  include \"w.hpp\"")
write(simulator/timeline/y.cpp "#include <yaml-cpp/yaml.h>")
write(simulator/timeline/n.cpp "#include <nlohmann/json.hpp>")
write(simulator/wire/n.hpp "#include <nlohmann/json.hpp>")
write(simulator/delivery/player.cpp "#include <Poco/Net/Socket.h>")
write(simulator/report/s.cpp "#include <openssl/ssl.h>")
write(mock_api/sink.hpp "#include <Poco/Net/HTTPServer.h>")
write(simulator/base/p.hpp "#include <Poco/Timespan.h>")
write(simulator/report/c.cpp "#include <CLI/CLI.hpp>")
write(simulator/wire/f.hpp "#include <fmt/core.h>")
write(simulator/report/h.cpp "#include <llhttp.h>")
write(simulator/timeline/t.cpp "#include <thread>|#include <sys/socket.h>")
write(simulator/main.cpp "int main() {}")
run(fails)
expect_told(
  "simulator/base/up.hpp: #include \"simulator/wire/w.hpp\" (looks up"
  "simulator/report/up.cpp: #include \"cli/run.hpp\" (looks up"
  "mock_api/across.cpp: #include \"bench/load/l.hpp\" (looks up the stairs, or into another door"
  "simulator/wire/short.cpp: # include \"w.hpp\" (not a path"
  "simulator/timeline/y.cpp: #include <yaml-cpp/yaml.h> (not at the border"
  "simulator/timeline/n.cpp: #include <nlohmann/json.hpp> (not at"
  "simulator/wire/n.hpp: #include <nlohmann/json.hpp> (not at"
  "simulator/delivery/player.cpp: #include <Poco/Net/Socket.h> (not at"
  "simulator/report/s.cpp: #include <openssl/ssl.h> (not at"
  "mock_api/sink.hpp: #include <Poco/Net/HTTPServer.h> (not at"
  "simulator/base/p.hpp: #include <Poco/Timespan.h> (not at"
  "simulator/report/c.cpp: #include <CLI/CLI.hpp> (not at"
  "simulator/wire/f.hpp: #include <fmt/core.h> (not at"
  "simulator/report/h.cpp: #include <llhttp.h> (not at"
  "simulator/timeline/t.cpp: #include <thread> (not at"
  "simulator/timeline/t.cpp: #include <sys/socket.h> (not at"
  "simulator/main.cpp: (in no room")
