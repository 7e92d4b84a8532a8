// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/instance_table.hpp"

#include "auxiliary/vk/find_function.hpp"

namespace xrt::vk {

Result<GlobalTable> GlobalTable::load(PFN_vkGetInstanceProcAddr get_instance_proc_addr) {
    GlobalTable table;
    table.GetInstanceProcAddr = get_instance_proc_addr;
    const auto find = [&](const char* name) { return get_instance_proc_addr(VK_NULL_HANDLE, name); };
    find_optional(find, "vkEnumerateInstanceVersion", table.EnumerateInstanceVersion);
#define XRT_VK_LOAD(name) TRY(find_required(find, "vk" #name, table.name));
    XRT_VK_GLOBAL_FUNCTIONS(XRT_VK_LOAD)
#undef XRT_VK_LOAD
    return table;
}

Result<InstanceTable> InstanceTable::load(PFN_vkGetInstanceProcAddr get_instance_proc_addr, VkInstance instance) {
    InstanceTable table;
    table.instance = instance;
    table.GetInstanceProcAddr = get_instance_proc_addr;
    const auto find = [&](const char* name) { return get_instance_proc_addr(instance, name); };
#define XRT_VK_LOAD(name) TRY(find_required(find, "vk" #name, table.name));
    XRT_VK_INSTANCE_FUNCTIONS(XRT_VK_LOAD)
#undef XRT_VK_LOAD
#define XRT_VK_LOAD(name) find_optional(find, "vk" #name, table.name);
    XRT_VK_OPTIONAL_INSTANCE_FUNCTIONS(XRT_VK_LOAD)
#undef XRT_VK_LOAD
    return table;
}

}  // namespace xrt::vk
