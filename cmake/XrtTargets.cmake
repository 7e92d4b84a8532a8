# SPDX-License-Identifier: BSL-1.0
# The two kinds of target that nearly every folder has.

# xrt_library(<name> SOURCES ... [LINK ...]): a static library of one folder. LINK is public.
function(xrt_library name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC xrt_options ${ARG_LINK})
    xrt_precompile(${name} libraries)
endfunction()

# unit_tests builds every unit test; threaded_tests those labelled `threads`, which also run under the thread sanitizer.
add_custom_target(unit_tests)
add_custom_target(threaded_tests)

# xrt_test(<name> SOURCES ... [LINK ...] [LABELS ...]): a GoogleTest program whose cases CTest runs one by one.
function(xrt_test name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;LABELS")
    if(NOT BUILD_TESTING)
        return()
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE xrt_options ${ARG_LINK} GTest::gmock_main)
    xrt_precompile(${name} tests)
    # What is tested is optimised; optimising the tests themselves is half of a build's time and shows nothing.
    target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O0 -g1>)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    add_dependencies(unit_tests ${name})
    if(threads IN_LIST ARG_LABELS)
        add_dependencies(threaded_tests ${name})
    endif()
    # One word, because gtest_discover_tests() takes a list of labels for several properties; ctest -L matches a part of it.
    list(JOIN ARG_LABELS "," labels)
    string(JOIN "," labels unit ${labels})
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}." PROPERTIES TIMEOUT 120 LABELS "${labels}")
endfunction()

# xrt_finds_modules(<name> <folder it is installed to>): the program or library finds our modules where they are built and
# where they are installed to, wherever an installed tree is moved.
function(xrt_finds_modules name folder)
    file(RELATIVE_PATH installed "${CMAKE_INSTALL_PREFIX}/${folder}" "${CMAKE_INSTALL_FULL_LIBDIR}")
    if(NOT installed)
        set(installed ".")
    endif()
    set_target_properties(${name} PROPERTIES BUILD_RPATH "$ORIGIN/../lib" INSTALL_RPATH "$ORIGIN/${installed}")
    add_dependencies(${name} monado_window)
endfunction()
