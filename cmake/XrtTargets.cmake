# SPDX-License-Identifier: BSL-1.0
# The two kinds of target that nearly every folder has.

# xrt_library(<name> SOURCES ... [LINK ...]): a static library of one folder. LINK is public.
function(xrt_library name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC xrt_options ${ARG_LINK})
endfunction()

# xrt_test(<name> SOURCES ... [LINK ...] [LABELS ...]): a GoogleTest program whose cases CTest runs one by one.
function(xrt_test name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;LABELS")
    if(NOT BUILD_TESTING)
        return()
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE xrt_options ${ARG_LINK} GTest::gmock_main)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}." PROPERTIES TIMEOUT 120 LABELS "unit;${ARG_LABELS}")
endfunction()
