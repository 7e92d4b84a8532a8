// SPDX-License-Identifier: BSL-1.0
//
// The checks: pure functions of what is known of a machine. Each says one thing.
#pragma once

#include "targets/doctor/finding.hpp"
#include "targets/doctor/machine.hpp"

namespace xrt::doctor {

Finding check_vulkan_loader(const VulkanFacts& facts);
Finding check_vulkan_driver(const VulkanFacts& facts);
Finding check_vulkan_sharing(const VulkanFacts& facts);
Finding check_software_driver(const VulkanFacts& facts);
Finding check_vulkan_layers(const VulkanFacts& facts);

Finding check_service(const RuntimeFacts& facts);
Finding check_runtime(const RuntimeFacts& facts);
Finding check_libmonado(const RuntimeFacts& facts);
Finding check_openxr_loader(const RuntimeFacts& facts);
Finding check_active_runtime(const RuntimeFacts& facts);
Finding check_api_layers(const RuntimeFacts& facts);

Finding check_socket(const SocketFacts& facts);
Finding check_inherited_socket(const SocketFacts& facts);

Finding check_private_folder(const PlaceFacts& facts);
Finding check_home(const PlaceFacts& facts);
Finding check_sealing(const PlaceFacts& facts);
Finding check_sockets(const PlaceFacts& facts);
Finding check_fd_limit(const PlaceFacts& facts);
Finding check_shared_memory(const PlaceFacts& facts);

/// All that say something of this machine, in this order. What depends on something that is missing is left out.
Findings check(const Machine& machine);

}  // namespace xrt::doctor
