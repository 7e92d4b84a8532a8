// SPDX-License-Identifier: BSL-1.0
//
// What `monado-run doctor` knows of the machine: plain facts, gathered by inspect_machine() or made up by a test. Judging them is the
// checks' business (checks.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "targets/run/runtime_manifest.hpp"

namespace xrt::doctor {

struct VulkanDeviceFacts {
    std::string name;
    std::string driver;     ///< "Mesa 22.3.6", as far as the driver says
    bool software = false;  ///< it draws on the processor

    bool operator==(const VulkanDeviceFacts&) const = default;
};

struct VulkanFacts {
    std::string crash{};             ///< how looking at the drivers ended, if it did not end well
    std::string loader_problem{};    ///< why there is no Vulkan loader
    std::string instance_problem{};  ///< why there is no Vulkan instance
    std::vector<VulkanDeviceFacts> devices{};
    std::string chosen{};                        ///< the device that the compositor takes
    std::string unfit{};                         ///< why it takes none
    std::string named_drivers{};                 ///< advice::named_vulkan_drivers()
    std::vector<std::string> implicit_layers{};  ///< names of the manifests
};

struct RuntimeFacts {
    std::string service_problem{};  ///< why monado-run would find no monado-service
    std::string service{};
    run::RuntimeManifest ours{};
    run::RuntimeManifest ours_in_process{};
    std::optional<run::RuntimeManifest> variable{};  ///< what XR_RUNTIME_JSON names
    std::optional<run::RuntimeManifest> active{};    ///< what the first active_runtime.json names
    std::optional<std::string> openxr_loader{};      ///< the file behind libopenxr_loader.so.1
    std::vector<std::string> implicit_api_layers{};
};

enum class FolderState { usable, missing, no_folder, forbidden, not_writable, too_long };

struct FolderFacts {
    std::string path;
    FolderState state = FolderState::usable;
};

enum class Listener {
    none,     ///< there is no such socket
    answers,  ///< somebody listens
    stale,    ///< the socket is there and nobody listens
    no_socket,
    not_ours,  ///< another user's, or we may not talk to it
};

struct SocketFacts {
    std::string path;
    Listener listener = Listener::none;
    std::string greeting_problem{};   ///< why whoever listens is of no use: another version, or it does not answer
    std::string folder_problem{};     ///< why a service could not listen there
    std::string address_problem{};    ///< why it is no address at all
    std::string inherited_problem{};  ///< why what MONADO_SOCKET_FD names is of no use
    std::string inherited{};          ///< its value
};

struct PlaceFacts {
    std::vector<FolderFacts>
        private_bases{};  ///< where monado-run makes its private folder: the first that can be used
    std::optional<FolderFacts> home{};
    std::optional<uint64_t> shared_memory_bytes{};  ///< free in /dev/shm; nothing if it cannot be written to
    std::string sealing_problem{};                  ///< why memory cannot be shared with applications
    std::string socket_problem{};                   ///< why there are no sockets of the kind that is used
    uint64_t most_fds = 0;                          ///< the hard limit
};

struct Machine {
    VulkanFacts vulkan;
    RuntimeFacts runtime;
    SocketFacts socket;
    PlaceFacts place;
};

}  // namespace xrt::doctor
