// SPDX-License-Identifier: BSL-1.0
//
// monado-run: what xvfb-run is to X, for XR.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "targets/run/exit_code.hpp"
#include "targets/run/run.hpp"

namespace xrt::run {
namespace {

/// What is opened later must not land where standard input, output or errors are expected.
void fill_standard_descriptors() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0) (void)::open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY);
    }
}

int failed(const Error& error) {
    std::fprintf(stderr, "monado-run: %s\n", error.message.c_str());
    return static_cast<int>(ExitCode::own_failure);
}

int print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return std::fflush(stdout) == 0 ? 0 : static_cast<int>(ExitCode::own_failure);
}

int run(std::span<const std::string> arguments) {
    const StdinKind stdin_kind = inspect_stdin(STDIN_FILENO);
    fill_standard_descriptors();
    auto options = parse_run_options(arguments);
    if (!options.ok()) {
        std::fprintf(stderr, "monado-run: %s; --help lists the options\n", options.error().message.c_str());
        return static_cast<int>(ExitCode::own_failure);
    }
    if (options->request == Request::help) return print(usage());
    if (options->request == Request::version) return print("monado-run " XRT_VERSION "\n");
    auto started = Run::create(std::move(*options), stdin_kind);
    return started.ok() ? (*started)->execute() : failed(started.error());
}

}  // namespace
}  // namespace xrt::run

int main(int count, char** values) {
    const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
    return xrt::run::run(arguments);
}
