// SPDX-License-Identifier: BSL-1.0
//
// monado-run: what xvfb-run is to X, for XR.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "auxiliary/os/socket_path.hpp"
#include "targets/doctor/doctor.hpp"
#include "targets/run/complaint.hpp"
#include "targets/run/environment_text.hpp"
#include "targets/run/exit_code.hpp"
#include "targets/run/installation.hpp"
#include "targets/run/run.hpp"
#include "targets/run/setting_paths.hpp"

namespace xrt::run {
namespace {

/// What is opened later must not land where standard input, output or errors are expected.
void fill_standard_descriptors() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0) (void)::open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY);
    }
}

int failed(const Error& error) {
    complain(error.message);
    return static_cast<int>(ExitCode::own_failure);
}

int print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return std::fflush(stdout) == 0 ? 0 : static_cast<int>(ExitCode::own_failure);
}

/// Where monado-service listens if it gets that environment: MONADO_SOCKET as it is, or the usual place.
Result<std::string> environment_text(RunOptions options) {
    TRY(make_paths_absolute(options));
    const Installation installation = TRY(Installation::of_this_process());
    RuntimeAddress address;
    address.manifest = TRY(installation.manifest(options.place));
    address.socket = default_socket_path();
    address.libmonado = installation.libmonado().value_or("");
    return to_text(environment_change(Environment::of_this_process(), options, address), options.environment_format);
}

int print_environment(RunOptions options) {
    const auto text = environment_text(std::move(options));
    return text.ok() ? print(*text) : failed(text.error());
}

int run(std::span<const std::string> arguments) {
    const StdinKind stdin_kind = inspect_stdin(STDIN_FILENO);
    fill_standard_descriptors();
    if (!arguments.empty() && arguments.front() == "doctor") return doctor::consult(arguments.subspan(1));
    auto options = parse_run_options(arguments);
    if (!options.ok()) {
        complain(options.error().message + "; --help lists the options");
        return static_cast<int>(ExitCode::own_failure);
    }
    if (options->request == Request::help) return print(usage());
    if (options->request == Request::version) return print("monado-run " XRT_VERSION "\n");
    if (options->request == Request::print_environment) return print_environment(std::move(*options));
    auto started = Run::create(std::move(*options), stdin_kind);
    return started.ok() ? (*started)->execute() : failed(started.error());
}

}  // namespace
}  // namespace xrt::run

int main(int count, char** values) {
    const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
    return xrt::run::run(arguments);
}
