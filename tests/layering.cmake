# cmake -D ROOT=<repository> -P layering.cmake
# Fails where a file includes from a room above its own, from another door, or a library away from
# its border. Says every such line.
cmake_minimum_required(VERSION 3.24)

# The staircase, from the bottom: a room may include from itself and from those below.
set(ROOMS simulator/base simulator/wire simulator/document simulator/grammar simulator/scenario
          simulator/timeline simulator/delivery simulator/report)
# The doors: each may include from every room, none from another door. What stands in bench/ itself
# is a program of its own.
set(DOORS mock_api bench bench/load)
# Only whole programs know all doors: the command line, and the one that measures the parts.
set(TOPS cli bench/micro)

# The borders: which files may know which library. The first pattern that an include matches counts.
set(LIBRARIES yaml_cpp poco_sockets poco nlohmann llhttp cli11 fmt benchmark threads_and_sockets)
set(INCLUDE_yaml_cpp "^yaml-cpp/")
set(BORDER_yaml_cpp "^simulator/document/")
set(INCLUDE_poco_sockets "^(Poco/(Net|Crypto)/|openssl/)")
set(BORDER_poco_sockets 
  "^(simulator/delivery/(client|connection|socket|tls|resolver|poller|[a-z]+_stream)[^/]*|mock_api/[^/]*)[.]cpp$")
set(INCLUDE_poco "^Poco/")
set(BORDER_poco "[.]cpp$")
set(INCLUDE_nlohmann "^nlohmann/")
set(BORDER_nlohmann "^(simulator/(base|wire|document|grammar|scenario|report)|mock_api|bench/load|bench/micro|cli)/.*[.]cpp$")
set(INCLUDE_llhttp "^llhttp[.]h$")
set(BORDER_llhttp "^(simulator/delivery|bench)/[^/]*[.]cpp$")
set(INCLUDE_cli11 "^CLI/")
set(BORDER_cli11 "^cli/")
set(INCLUDE_fmt "^fmt/")
set(BORDER_fmt "[.]cpp$")
set(INCLUDE_benchmark "^benchmark/")
set(BORDER_benchmark "^bench/micro/")
# Below delivery everything is pure, and report only thinks about what came of it.
set(INCLUDE_threads_and_sockets
  "^(thread|mutex|shared_mutex|condition_variable|future|sys/(socket|epoll)[.]h|netdb[.]h|netinet/|poll[.]h)")
set(BORDER_threads_and_sockets "^(simulator/delivery|mock_api|bench|cli)/")

set(bad "")
function(complain line why)
  string(APPEND bad "  ${file}: ${line}  (${why})\n")
  set(bad "${bad}" PARENT_SCOPE)
endfunction()

# The room or door that a path belongs to, empty where it is none. Rooms may have folders inside.
function(room_of path result)
  set(${result} "" PARENT_SCOPE)
  foreach(room IN LISTS ROOMS DOORS TOPS)
    string(FIND "${path}" "${room}/" at)
    if(at EQUAL 0)
      set(${result} ${room} PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# Which rooms `room` may include from.
function(seen_from room result)
  set(seen "")
  if(room IN_LIST TOPS)
    set(seen ${ROOMS} ${DOORS})
  elseif(room IN_LIST DOORS)
    set(seen ${ROOMS})
  else()
    foreach(below IN LISTS ROOMS)
      if(below STREQUAL room)
        break()
      endif()
      list(APPEND seen ${below})
    endforeach()
  endif()
  set(${result} ${seen} ${room} PARENT_SCOPE)
endfunction()

function(check_our_include line path)
  room_of(${path} included)
  if(NOT included)
    complain("${line}" "not a path from the repository's root into a room")
  elseif(NOT included IN_LIST seen)
    complain("${line}" "looks up the stairs, or into another door")
  endif()
  set(bad "${bad}" PARENT_SCOPE)
endfunction()

function(check_library_include line path)
  foreach(library IN LISTS LIBRARIES)
    if(path MATCHES "${INCLUDE_${library}}")
      if(NOT file MATCHES "${BORDER_${library}}")
        complain("${line}" "not at the border of this library")
      endif()
      break()
    endif()
  endforeach()
  set(bad "${bad}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT}
  ${ROOT}/simulator/*.hpp ${ROOT}/simulator/*.cpp ${ROOT}/mock_api/*.hpp ${ROOT}/mock_api/*.cpp
  ${ROOT}/bench/*.hpp ${ROOT}/bench/*.cpp ${ROOT}/cli/*.hpp ${ROOT}/cli/*.cpp)
if(NOT files)
  message(FATAL_ERROR "there is no source in ${ROOT}")
endif()
foreach(file IN LISTS files)
  room_of(${file} room)
  if(NOT room)
    complain("" "in no room")
    continue()
  endif()
  seen_from(${room} seen)
  file(STRINGS ${ROOT}/${file} includes REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS includes)
    if(line MATCHES "\"(.*)\"")
      check_our_include("${line}" "${CMAKE_MATCH_1}")
    elseif(line MATCHES "<(.*)>")
      check_library_include("${line}" "${CMAKE_MATCH_1}")
    endif()
  endforeach()
endforeach()

if(bad)
  message(FATAL_ERROR "includes that do not belong:\n${bad}")
endif()
