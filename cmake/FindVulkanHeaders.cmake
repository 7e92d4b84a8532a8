# SPDX-License-Identifier: BSL-1.0
# Finds the Vulkan headers. The loader is opened at run time, so nothing links to it. Defines Vulkan::JustHeaders.
find_path(VulkanHeaders_INCLUDE_DIR vulkan/vulkan.h)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(VulkanHeaders REQUIRED_VARS VulkanHeaders_INCLUDE_DIR)
if(VulkanHeaders_FOUND AND NOT TARGET Vulkan::JustHeaders)
    add_library(Vulkan::JustHeaders INTERFACE IMPORTED)
    target_include_directories(Vulkan::JustHeaders SYSTEM INTERFACE "${VulkanHeaders_INCLUDE_DIR}")
    target_compile_definitions(Vulkan::JustHeaders INTERFACE VK_NO_PROTOTYPES)
endif()
