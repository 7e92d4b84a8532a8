// SPDX-License-Identifier: BSL-1.0
#include "driver_calls.hpp"

#include <atomic>
#include <string_view>

#include "processor_time.hpp"

namespace xrt::bench {
namespace {

std::atomic<double> seconds_inside{0};
std::atomic<int> submissions{0};
PFN_vkGetDeviceProcAddr real_device_proc_addr = nullptr;
PFN_vkQueueSubmit real_submit = nullptr;
PFN_vkWaitForFences real_wait = nullptr;
PFN_vkResetFences real_reset = nullptr;

template <typename Call>
VkResult measured(const Call& call) {
    const double before = thread_seconds();
    const VkResult result = call();
    seconds_inside += thread_seconds() - before;
    return result;
}

VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue queue, uint32_t count, const VkSubmitInfo* infos, VkFence fence) {
    ++submissions;
    return measured([&] { return real_submit(queue, count, infos, fence); });
}

VKAPI_ATTR VkResult VKAPI_CALL wait(VkDevice device, uint32_t count, const VkFence* fences, VkBool32 all,
                                    uint64_t timeout) {
    return measured([&] { return real_wait(device, count, fences, all, timeout); });
}

VKAPI_ATTR VkResult VKAPI_CALL reset(VkDevice device, uint32_t count, const VkFence* fences) {
    return measured([&] { return real_reset(device, count, fences); });
}

template <typename Function>
PFN_vkVoidFunction replace(PFN_vkVoidFunction real, Function& kept, Function ours) {
    kept = reinterpret_cast<Function>(real);
    return reinterpret_cast<PFN_vkVoidFunction>(ours);
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL device_proc_addr(VkDevice device, const char* name) {
    const PFN_vkVoidFunction real = real_device_proc_addr(device, name);
    const std::string_view wanted(name);
    if (wanted == "vkQueueSubmit") return replace(real, real_submit, &submit);
    if (wanted == "vkWaitForFences") return replace(real, real_wait, &wait);
    if (wanted == "vkResetFences") return replace(real, real_reset, &reset);
    return real;
}

}  // namespace

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL measured_instance_proc_addr(VkInstance instance, const char* name) {
    const PFN_vkVoidFunction real = vkGetInstanceProcAddr(instance, name);
    return std::string_view(name) == "vkGetDeviceProcAddr" ? replace(real, real_device_proc_addr, &device_proc_addr)
                                                           : real;
}

DriverCalls take_driver_calls() { return {seconds_inside.exchange(0), submissions.exchange(0)}; }

}  // namespace xrt::bench
