# SPDX-License-Identifier: BSL-1.0
# Finds OpenXR headers that are new enough: the system's, or those that scripts/setup put into .deps/openxr.
# Defines OpenXR::Headers.
find_path(OpenXRHeaders_INCLUDE_DIR openxr/openxr_loader_negotiation.h
    HINTS "${PROJECT_SOURCE_DIR}/.deps/openxr/include")
if(OpenXRHeaders_INCLUDE_DIR)
    file(STRINGS "${OpenXRHeaders_INCLUDE_DIR}/openxr/openxr.h" line REGEX "#define XR_CURRENT_API_VERSION ")
    string(REGEX REPLACE ".*\\(([0-9]+), *([0-9]+), *([0-9]+)\\).*" "\\1.\\2.\\3" OpenXRHeaders_VERSION "${line}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenXRHeaders
    REQUIRED_VARS OpenXRHeaders_INCLUDE_DIR VERSION_VAR OpenXRHeaders_VERSION
    REASON_FAILURE_MESSAGE "run scripts/setup, which brings them")
if(OpenXRHeaders_FOUND AND NOT TARGET OpenXR::Headers)
    add_library(OpenXR::Headers INTERFACE IMPORTED)
    target_include_directories(OpenXR::Headers SYSTEM INTERFACE "${OpenXRHeaders_INCLUDE_DIR}")
endif()
