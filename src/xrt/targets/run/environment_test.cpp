// SPDX-License-Identifier: BSL-1.0
#include "targets/run/environment.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using testing::Contains;
using testing::Not;
using testing::UnorderedElementsAre;

Environment outside() {
    return Environment(std::vector<std::string>{
        "PATH=/bin", "XR_RUNTIME_JSON=/other.json", "LISTEN_FDS=1", "LISTEN_PID=7", "MONADO_SOCKET=/s",
        "MONADO_SOCKET_FD=5", "MONADO_STATUS=/t", "MONADO_FRAMES=99", "NOTIFY_SOCKET=/n", "LIBMONADO_PATH=/other.so"});
}

RuntimeAddress address() {
    return {
        .manifest = "/m.json", .socket = "/p/monado_comp_ipc", .status = "/p/status", .libmonado = "/l/libmonado.so"};
}

RunOptions options(std::vector<std::string> arguments) { return parse_run_options(arguments).value(); }

TEST(Environment, OfTheServiceIsRidOfWhatWouldMislead) {
    EXPECT_THAT(service_environment(outside()).variables(),
                UnorderedElementsAre("PATH=/bin", "XR_RUNTIME_JSON=/other.json"));
}

TEST(Environment, OfACommandLeadsToTheService) {
    EXPECT_THAT(command_environment(outside(), options({"--frames", "3", "x"}), address()).variables(),
                UnorderedElementsAre("PATH=/bin", "XR_RUNTIME_JSON=/m.json", "MONADO_SOCKET=/p/monado_comp_ipc",
                                     "LIBMONADO_PATH=/l/libmonado.so"));
}

TEST(Environment, NamesNoLibraryForToolsWhereThereIsNone) {
    RuntimeAddress none = address();
    none.libmonado = "";
    EXPECT_THAT(command_environment(outside(), options({"x"}), none).variables(),
                Not(Contains(testing::StartsWith("LIBMONADO_PATH="))));
}

TEST(Environment, OfACommandInProcessCarriesTheOptions) {
    const auto chosen = options({"--in-process", "--frames", "3", "--motion", "wobble", "x"});
    EXPECT_THAT(command_environment(outside(), chosen, address()).variables(),
                UnorderedElementsAre("PATH=/bin", "XR_RUNTIME_JSON=/m.json", "MONADO_STATUS=/p/status",
                                     "MONADO_FRAMES=3", "MONADO_MOTION=wobble", "MONADO_CLOCK=virtual"));
}

TEST(Environment, ReplacesAVariableAndNotOneWhoseNameBeginsAlike) {
    Environment environment(std::vector<std::string>{"A=1", "AB=2"});
    environment.set("A", "3");
    EXPECT_THAT(environment.variables(), UnorderedElementsAre("A=3", "AB=2"));
}

TEST(Environment, OfThisProcessHasAPath) {
    EXPECT_THAT(Environment::of_this_process().variables(), Contains(testing::StartsWith("PATH=")));
}

}  // namespace
}  // namespace xrt::run
