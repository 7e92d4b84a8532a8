// SPDX-License-Identifier: BSL-1.0
//
// The library as it lies in somebody else's process: what it needs, what it shows, and that it leaves nothing behind.
#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <gmock/gmock.h>

#include "client/application.hpp"
#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

Runtime load() {
    auto runtime = Runtime::load(built("libopenxr_monado.so"));
    if (!runtime.ok()) {
        ADD_FAILURE() << runtime.error().message;
        std::abort();
    }
    return std::move(runtime).value();
}

TEST(Library, NeedsOnlyTheCAndCxxRuntime) {
    const Finished run = Program::run({"ldd", built("libopenxr_monado.so")});
    ASSERT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(lines_of(run.out),
                Each(MatchesRegex("[ \t]*(linux-vdso|libstdc\\+\\+|libgcc_s|libm|libc|/lib64/ld-linux)[-._a-z0-9]*.*")))
        << run.out;
}

TEST(Library, ExportsOnlyTheNegotiation) {
    for (const char* library : {"libopenxr_monado.so", "libopenxr_monado_inprocess.so"}) {
        const Finished run = Program::run({"nm", "-D", "--defined-only", built(library)});
        ASSERT_EQ(run.end, exited(0)) << run;
        EXPECT_THAT(run.out, MatchesRegex("[0-9a-f]+ T xrNegotiateLoaderRuntimeInterface\n")) << library;
    }
}

TEST(Library, EnumeratesItsExtensionsWithNoServiceRunning) {
    ::setenv("MONADO_SOCKET", "/nonexistent/socket", 1);
    const Runtime runtime = load();
    for (int i = 0; i < 10; ++i) {
        const auto extensions = runtime.extensions();
        ASSERT_TRUE(extensions.ok()) << extensions.error().message;
        for (const char* name :
             {"XR_KHR_vulkan_enable", "XR_KHR_vulkan_enable2", "XR_KHR_convert_timespec_time", "XR_MND_headless"}) {
            EXPECT_THAT(*extensions, Contains(name));
        }
    }
}

TEST(Library, SaysWhichSocketItTriedAndHowToStartTheService) {
    Program::Settings settings{.arguments = {built("xrt-test-client"), "none", "frames"}};
    settings.environment.set("MONADO_SOCKET", "/tmp/nobody-listens-here");
    const Finished run = Program::run(std::move(settings));
    EXPECT_EQ(run.out, "failed xrCreateInstance: XR_ERROR_RUNTIME_UNAVAILABLE\n");
    EXPECT_THAT(run.err, HasSubstr("/tmp/nobody-listens-here"));
    EXPECT_THAT(run.err, HasSubstr("monado-service"));
}

class LibraryWithService : public testing::Test {
 protected:
    void SetUp() override {
        service_ = Service::start({"--compositor", "null"});
        ASSERT_TRUE(service_);
        ::setenv("MONADO_SOCKET", service_->socket().c_str(), 1);
    }
    std::unique_ptr<Service> service_;
};

TEST_F(LibraryWithService, FindsCoreFunctionsForEitherVersion) {
    const Runtime runtime = load();
    XrInstance instance = XR_NULL_HANDLE;
    ASSERT_EQ(runtime.create_instance({}, XR_API_VERSION_1_0, &instance), XR_SUCCESS);
    EXPECT_NE(runtime.get<PFN_xrLocateSpaces>(instance, "xrLocateSpaces"), nullptr);
    EXPECT_NE(runtime.get<PFN_xrLocateSpace>(instance, "xrLocateSpace"), nullptr);
    EXPECT_EQ(runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")(instance), XR_SUCCESS);
    ASSERT_EQ(runtime.create_instance({}, XR_API_VERSION_1_1, &instance), XR_SUCCESS);
    EXPECT_NE(runtime.get<PFN_xrLocateSpaces>(instance, "xrLocateSpaces"), nullptr);
    EXPECT_EQ(runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")(instance), XR_SUCCESS);
}

TEST_F(LibraryWithService, ReturnsNoFunctionOfAnExtensionThatIsNotEnabled) {
    const Runtime runtime = load();
    XrInstance instance = XR_NULL_HANDLE;
    ASSERT_EQ(runtime.create_instance({"XR_KHR_vulkan_enable"}, XR_API_VERSION_1_0, &instance), XR_SUCCESS);
    EXPECT_NE(runtime.get<PFN_xrVoidFunction>(instance, "xrGetVulkanInstanceExtensionsKHR"), nullptr);
    EXPECT_EQ(runtime.get<PFN_xrVoidFunction>(instance, "xrCreateVulkanInstanceKHR"), nullptr);
    EXPECT_EQ(runtime.get<PFN_xrVoidFunction>(instance, "xrConvertTimeToTimespecTimeKHR"), nullptr);
    EXPECT_EQ(runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")(instance), XR_SUCCESS);
}

TEST_F(LibraryWithService, IsLoadedAndUnloadedAHundredTimes) {
    const auto once = [] {
        const Runtime runtime = load();
        XrInstance instance = XR_NULL_HANDLE;
        ASSERT_EQ(runtime.create_instance({}, XR_API_VERSION_1_0, &instance), XR_SUCCESS);
        ASSERT_EQ(runtime.get<PFN_xrDestroyInstance>(instance, "xrDestroyInstance")(instance), XR_SUCCESS);
    };
    once();
    const Footprint before = Footprint::of(::getpid());
    for (int i = 0; i < 100; ++i) ASSERT_NO_FATAL_FAILURE(once()) << i;
    const Footprint after = Footprint::of(::getpid());
    EXPECT_EQ(after.fds, before.fds);
    EXPECT_EQ(after.threads, before.threads);
    EXPECT_LT(after.resident_kib, before.resident_kib + 4096);
    EXPECT_EQ(::dlopen(built("libopenxr_monado.so").c_str(), RTLD_NOW | RTLD_NOLOAD),
              nullptr);  // it really was unloaded
}

}  // namespace
}  // namespace xrt::end_to_end
