// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/checks.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace xrt::doctor {
namespace {

using testing::Contains;
using testing::Each;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

/// As Debian 12 has it, with mesa-vulkan-drivers and libopenxr-loader1.
Machine good_machine() {
    Machine machine;
    machine.vulkan.devices = {{"llvmpipe", "Mesa 22.3.6", true}};
    machine.vulkan.chosen = "llvmpipe";
    machine.vulkan.implicit_layers = {"VkLayer_MESA_device_select.json"};
    machine.runtime.service = "/usr/bin/monado-service";
    machine.runtime.ours = {
        .path = "/share/openxr_monado.json", .runtime_name = "Monado C++", .library = "/lib/libopenxr_monado.so"};
    machine.runtime.ours_in_process = {.path = "/share/openxr_monado_inprocess.json",
                                       .library = "/lib/libopenxr_monado_inprocess.so"};
    machine.runtime.openxr_loader = "/lib/libopenxr_loader.so.1.1.47";
    machine.socket.path = "/run/user/1/monado_comp_ipc";
    machine.place.private_bases = {{"/run/user/1"}, {"/tmp"}};
    machine.place.home = FolderFacts{"/home/one"};
    machine.place.shared_memory_bytes = 64 << 20;
    machine.place.most_fds = 1024;
    return machine;
}

/// What is said of that: one thing at a time is changed in what is otherwise good.
template <typename Change>
Finding finding(std::string_view name, const Change& change) {
    Machine machine = good_machine();
    change(machine);
    const Findings findings = check(machine);
    const auto found = std::ranges::find(findings, name, &Finding::check);
    return found == findings.end() ? Finding{name, Severity::ok, "was not checked"} : *found;
}

void expect(const Finding& finding, Severity severity, const std::string& text, const std::string& remedy) {
    EXPECT_EQ(finding.severity, severity) << finding.text;
    EXPECT_THAT(finding.text, HasSubstr(text));
    EXPECT_THAT(finding.remedy, HasSubstr(remedy));
}

TEST(Doctor, FindsNothingWrongWithAGoodMachine) {
    const Findings findings = check(good_machine());
    EXPECT_THAT(findings, Each(Field(&Finding::severity, Severity::ok)));
    EXPECT_THAT(findings, Each(Field(&Finding::remedy, "")));
    EXPECT_THAT(findings, Each(Field(&Finding::text, Not(""))));
    EXPECT_GE(findings.size(), 16u);
}

TEST(Doctor, MissesTheVulkanLoader) {
    expect(finding("vulkan-loader", [](Machine& m) { m.vulkan.loader_problem = "no Vulkan loader: x"; }),
           Severity::error, "no Vulkan loader: x", "apt-get install libvulkan1");
}

TEST(Doctor, MissesADriver) {
    expect(finding("vulkan-driver", [](Machine& m) { m.vulkan.instance_problem = "no Vulkan driver was found"; }),
           Severity::error, "no Vulkan driver was found", "apt-get install mesa-vulkan-drivers");
    expect(finding("vulkan-driver", [](Machine& m) { m.vulkan.devices.clear(); }), Severity::error, "no device",
           "apt-get install mesa-vulkan-drivers");
}

TEST(Doctor, NamesTheVariableThatHidesTheDrivers) {
    const auto hide = [](Machine& m) {
        m.vulkan.instance_problem = "no Vulkan driver was found";
        m.vulkan.named_drivers = "VK_DRIVER_FILES=/nonexistent";
    };
    expect(finding("vulkan-driver", hide), Severity::error, "no Vulkan driver", "unset VK_DRIVER_FILES");
}

TEST(Doctor, SaysHowADriverDied) {
    expect(finding("vulkan-driver", [](Machine& m) { m.vulkan.crash = "died of signal 11"; }), Severity::error,
           "looking for Vulkan devices died of signal 11", "install");
}

TEST(Doctor, AsksADriverOfWhichThereIsNoneNothingMore) {
    Machine machine = good_machine();
    machine.vulkan.instance_problem = "none";
    EXPECT_THAT(check(machine), Not(Contains(Field(&Finding::check, "vulkan-sharing"))));
    EXPECT_THAT(check(machine), Not(Contains(Field(&Finding::check, "software-driver"))));
}

TEST(Doctor, WantsADriverThatSharesImages) {
    const auto old = [](Machine& m) {
        m.vulkan.chosen.clear();
        m.vulkan.unfit = "no Vulkan device can share images; llvmpipe: no VK_KHR_external_memory_fd";
    };
    expect(finding("vulkan-sharing", old), Severity::error, "no VK_KHR_external_memory_fd", "Mesa 22.3");
}

TEST(Doctor, WarnsWherePicturesWillDiffer) {
    const auto gpu_alone = [](Machine& m) {
        m.vulkan.devices = {{"GPU", "", false}};
        m.vulkan.chosen = "GPU";
    };
    expect(finding("software-driver", gpu_alone), Severity::warning, "every device here is a GPU", "install lavapipe");
    const auto both = [](Machine& m) {
        m.vulkan.devices.push_back({"GPU", "", false});
        m.vulkan.chosen = "GPU";
    };
    expect(finding("software-driver", both), Severity::warning, "GPU draws, not llvmpipe", "VK_DRIVER_FILES");
}

TEST(Doctor, WarnsOfLayersThatLoadThemselves) {
    expect(finding("vulkan-layers", [](Machine& m) { m.vulkan.implicit_layers.push_back("overlay.json"); }),
           Severity::warning, "overlay.json", "VK_LOADER_LAYERS_DISABLE=~implicit~");
    expect(finding("openxr-layers", [](Machine& m) { m.runtime.implicit_api_layers = {"tracer.json"}; }),
           Severity::warning, "tracer.json", "disable_environment");
}

TEST(Doctor, MissesPartsOfItsOwn) {
    expect(finding("service", [](Machine& m) { m.runtime.service_problem = "there is no monado-service"; }),
           Severity::error, "there is no monado-service", "install");
    expect(finding("runtime", [](Machine& m) { m.runtime.ours.problem = "its library is not there"; }), Severity::error,
           "/share/openxr_monado.json: its library is not there", "install");
    expect(finding("runtime", [](Machine& m) { m.runtime.ours_in_process.problem = "it is no JSON"; }), Severity::error,
           "/share/openxr_monado_inprocess.json", "install");
    const auto no_libmonado = [](Machine& m) { m.runtime.ours.libmonado = "/lib/libmonado.so"; };
    expect(finding("libmonado", no_libmonado), Severity::warning, "/lib/libmonado.so", "install");
    const auto libmonado = [&](Machine& m) { no_libmonado(m), m.runtime.ours.libmonado_there = true; };
    expect(finding("libmonado", libmonado), Severity::ok, "/lib/libmonado.so", "");
}

TEST(Doctor, WarnsOfTheOpenxrLoader) {
    expect(finding("openxr-loader", [](Machine& m) { m.runtime.openxr_loader.reset(); }), Severity::warning,
           "not installed", "apt-get install libopenxr-loader1");
    expect(finding("openxr-loader", [](Machine& m) { m.runtime.openxr_loader = "/lib/libopenxr_loader.so.1.0.20"; }),
           Severity::warning, "refuses applications that ask for OpenXR 1.1", "a loader of 1.1");
}

TEST(Doctor, WarnsOfAnotherRuntime) {
    const run::RuntimeManifest other{.path = "/etc/other.json", .runtime_name = "Other", .library = "/lib/libother.so"};
    const auto active = [&](Machine& m) { m.runtime.active = other; };
    expect(finding("active-runtime", active), Severity::warning, "/etc/other.json, another runtime: Other",
           "export XR_RUNTIME_JSON=/share/openxr_monado.json");
    const auto named = [&](Machine& m) { m.runtime.variable = other; };
    expect(finding("active-runtime", named), Severity::warning, "XR_RUNTIME_JSON names /etc/other.json", "export");
    const auto broken = [](Machine& m) {
        m.runtime.variable = run::RuntimeManifest{.path = "/x", .problem = "it is no JSON"};
    };
    expect(finding("active-runtime", broken), Severity::warning, "of no use: it is no JSON", "export");
}

TEST(Doctor, KnowsItsOwnRuntimeByTheLibrary) {
    const auto ours = [](Machine& m) {
        m.runtime.active =
            run::RuntimeManifest{.path = "/etc/active_runtime.json", .library = "/lib/libopenxr_monado.so"};
    };
    expect(finding("active-runtime", ours), Severity::ok, "this runtime is the active one", "");
    // Monado's own calls itself otherwise, but a copy of this one elsewhere does not.
    const auto copy = [](Machine& m) {
        m.runtime.active =
            run::RuntimeManifest{.path = "/x", .runtime_name = "Monado C++", .library = "/old/libopenxr_monado.so"};
    };
    expect(finding("active-runtime", copy), Severity::warning, "another copy of this runtime: /old/libopenxr_monado.so",
           "export");
    const auto in_process = [](Machine& m) {
        m.runtime.variable = run::RuntimeManifest{.path = "/x", .library = "/lib/libopenxr_monado_inprocess.so"};
    };
    expect(finding("active-runtime", in_process), Severity::ok, "names this runtime", "");
}

TEST(Doctor, LooksAtTheSocket) {
    const auto socket = [](auto change) { return finding("socket", [&](Machine& m) { change(m.socket); }); };
    expect(socket([](SocketFacts& s) { s.listener = Listener::answers; }), Severity::ok, "a service listens at", "");
    expect(socket([](SocketFacts& s) { s.listener = Listener::answers, s.greeting_problem = "versions do not fit"; }),
           Severity::error, "versions do not fit", "stop that service");
    expect(socket([](SocketFacts& s) { s.listener = Listener::stale; }), Severity::warning, "a service has died",
           "start monado-service");
    expect(socket([](SocketFacts& s) { s.listener = Listener::no_socket; }), Severity::error, "is no socket",
           "MONADO_SOCKET");
    expect(socket([](SocketFacts& s) { s.listener = Listener::not_ours; }), Severity::error, "another user",
           "--allow-user");
    expect(socket([](SocketFacts& s) { s.address_problem = "longer than 107 bytes"; }), Severity::error, "longer than",
           "MONADO_SOCKET");
    expect(socket([](SocketFacts& s) { s.folder_problem = "the folder is not writable"; }), Severity::warning,
           "the folder is not writable", "MONADO_SOCKET");
}

TEST(Doctor, LooksAtAnInheritedSocketIfThereIsOne) {
    expect(finding("inherited-socket", [](Machine&) {}), Severity::ok, "was not checked", "");
    const auto bad = [](Machine& m) { m.socket.inherited = "7", m.socket.inherited_problem = "it is a pipe"; };
    expect(finding("inherited-socket", bad), Severity::error, "MONADO_SOCKET_FD=7: it is a pipe",
           "unset MONADO_SOCKET_FD");
}

TEST(Doctor, LooksForAPlaceForSockets) {
    const auto bases = [](FolderState first, FolderState second) {
        return finding("private-folder", [&](Machine& m) {
            m.place.private_bases = {{"/run/user/1", first}, {"/tmp", second}};
        });
    };
    expect(bases(FolderState::missing, FolderState::usable), Severity::warning,
           "/run/user/1 is not there; /tmp is used", "unset XDG_RUNTIME_DIR");
    expect(bases(FolderState::too_long, FolderState::not_writable), Severity::error,
           "/run/user/1 is too long a path for sockets, /tmp cannot be written to", "make /tmp writable");
}

TEST(Doctor, LooksAtTheRestOfThePlace) {
    expect(finding("home", [](Machine& m) { m.place.home.reset(); }), Severity::warning, "HOME is not set", "HOME");
    expect(finding("home", [](Machine& m) { m.place.home->state = FolderState::not_writable; }), Severity::warning,
           "HOME: /home/one cannot be written to", "HOME");
    expect(finding("home", [](Machine& m) { m.place.home->state = FolderState::forbidden; }), Severity::error,
           "HOME: /home/one may not be looked into", "unset it");
    expect(finding("shared-memory", [](Machine& m) { m.place.sealing_problem = "cannot seal"; }), Severity::error,
           "cannot seal", "Linux 5.1");
    expect(finding("sockets", [](Machine& m) { m.place.socket_problem = "no socket pair"; }), Severity::error,
           "no socket pair", "SOCK_SEQPACKET");
    expect(finding("fds", [](Machine& m) { m.place.most_fds = 1023; }), Severity::warning, "at most 1023", "ulimit");
    expect(finding("dev-shm", [](Machine& m) { m.place.shared_memory_bytes.reset(); }), Severity::warning,
           "cannot be written to", "--shm-size");
    expect(finding("dev-shm", [](Machine& m) { m.place.shared_memory_bytes = (64 << 20) - 1; }), Severity::warning,
           "63 MiB", "--shm-size");
}

}  // namespace
}  // namespace xrt::doctor
