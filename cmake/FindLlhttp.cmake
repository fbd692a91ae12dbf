# FindLlhttp: the HTTP parser, as target Llhttp::llhttp.
#
# Newer distributions have a development package (libllhttp-dev). Debian 12 has the parser's C sources
# in the package node-llhttp; there they are compiled into a small static library.
find_path(Llhttp_INCLUDE_DIR llhttp.h)
find_library(Llhttp_LIBRARY llhttp)
find_path(Llhttp_SOURCE_DIR llhttp.c PATHS /usr/share/llhttp NO_DEFAULT_PATH)
find_path(Llhttp_SOURCE_INCLUDE_DIR llhttp.h PATHS /usr/share/include/llhttp NO_DEFAULT_PATH)
mark_as_advanced(Llhttp_INCLUDE_DIR Llhttp_LIBRARY Llhttp_SOURCE_DIR Llhttp_SOURCE_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
if(Llhttp_INCLUDE_DIR AND Llhttp_LIBRARY)
  find_package_handle_standard_args(Llhttp REQUIRED_VARS Llhttp_LIBRARY Llhttp_INCLUDE_DIR)
  if(Llhttp_FOUND AND NOT TARGET Llhttp::llhttp)
    add_library(Llhttp::llhttp UNKNOWN IMPORTED)
    set_target_properties(Llhttp::llhttp PROPERTIES
      IMPORTED_LOCATION ${Llhttp_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${Llhttp_INCLUDE_DIR})
  endif()
else()
  find_package_handle_standard_args(Llhttp
    REQUIRED_VARS Llhttp_SOURCE_DIR Llhttp_SOURCE_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "install libllhttp-dev, or node-llhttp on Debian 12")
  if(Llhttp_FOUND AND NOT TARGET Llhttp::llhttp)
    add_library(llhttp STATIC
      ${Llhttp_SOURCE_DIR}/api.c ${Llhttp_SOURCE_DIR}/http.c ${Llhttp_SOURCE_DIR}/llhttp.c)
    target_include_directories(llhttp SYSTEM PUBLIC ${Llhttp_SOURCE_INCLUDE_DIR})
    add_library(Llhttp::llhttp ALIAS llhttp)
  endif()
endif()
