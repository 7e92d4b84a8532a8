# SPDX-License-Identifier: BSL-1.0
# Precompiled headers, made once for all libraries and once for all tests (XRT_PRECOMPILE_HEADERS). No file relies on
# them: most presets do without.

# xrt_precompile(<target> libraries|tests): the target reads what is precompiled for its kind.
function(xrt_precompile target kind)
    if(XRT_PRECOMPILE_HEADERS)
        target_precompile_headers(${target} REUSE_FROM xrt_precompiled_${kind})
    endif()
endfunction()

# xrt_precompiled_headers(): makes them; after GoogleTest is found.
function(xrt_precompiled_headers)
    if(NOT XRT_PRECOMPILE_HEADERS)
        return()
    endif()
    set(headers <algorithm> <array> <chrono> <functional> <map> <memory> <mutex> <optional> <ranges> <span> <string> <thread>
        <variant> <vector>)
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/precompiled.cpp" CONTENT "int xrt_precompiled() { return 0; }\n")
    add_library(xrt_precompiled_libraries STATIC "${PROJECT_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(xrt_precompiled_libraries PRIVATE xrt_options)
    target_precompile_headers(xrt_precompiled_libraries PRIVATE ${headers})
    if(BUILD_TESTING)
        add_executable(xrt_precompiled_tests "${PROJECT_BINARY_DIR}/precompiled.cpp")
        target_link_libraries(xrt_precompiled_tests PRIVATE xrt_options GTest::gmock_main)
        target_precompile_headers(xrt_precompiled_tests PRIVATE ${headers} <gmock/gmock.h> <gtest/gtest.h>)
    endif()
endfunction()
