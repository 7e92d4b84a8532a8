# SPDX-License-Identifier: BSL-1.0
# Compiler settings of every target, behind one interface target.

option(XRT_BUILD_BENCHMARKS "Build the benchmarks in bench/" ON)
option(XRT_BUILD_FUZZERS "Build the fuzz targets in tests/fuzz/; needs Clang" OFF)
option(XRT_PRECOMPILE_HEADERS "Precompile what nearly every file includes; halves Clang's time, does nothing for GCC's" OFF)
option(XRT_WARNINGS_AS_ERRORS "Treat warnings as errors" ON)
set(XRT_SANITIZE "" CACHE STRING "Sanitizers, as given to -fsanitize=")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

add_library(xrt_options INTERFACE)
target_compile_options(xrt_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wimplicit-fallthrough -Wno-missing-field-initializers $<$<BOOL:${XRT_WARNINGS_AS_ERRORS}>:-Werror>)
target_include_directories(xrt_options INTERFACE "${PROJECT_SOURCE_DIR}/src/xrt" "${PROJECT_SOURCE_DIR}/src/xrt/include")
target_compile_definitions(xrt_options INTERFACE _GNU_SOURCE XRT_VERSION="${PROJECT_VERSION}")
target_link_options(xrt_options INTERFACE -Wl,--as-needed -Wl,-z,defs)

if(XRT_SANITIZE MATCHES undefined)
    target_compile_definitions(xrt_options INTERFACE XRT_UNDEFINED_SANITIZER)
endif()
if(XRT_SANITIZE)
    target_compile_options(xrt_options INTERFACE -fsanitize=${XRT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(xrt_options INTERFACE -fsanitize=${XRT_SANITIZE})
    # With a sanitizer's code in between, GCC 12 sees a wrong free() in the destructor of nearly every Result, and
    # uninitialised members in the standard library's own containers.
    target_compile_options(xrt_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-free-nonheap-object -Wno-maybe-uninitialized>)
    if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
        # The sanitizer's runtime is in the executable alone, where some tests count with an operator new of their own.
        set(is_executable $<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>)
        target_link_options(xrt_options INTERFACE $<IF:${is_executable},-Wl$<COMMA>-z$<COMMA>muldefs,-Wl$<COMMA>-z$<COMMA>undefs>)
    endif()
endif()
