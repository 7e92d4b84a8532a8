// SPDX-License-Identifier: BSL-1.0
#include "targets/doctor/doctor.hpp"

#include <cstdio>
#include <cstdlib>

#include "targets/doctor/checks.hpp"
#include "targets/doctor/inspection.hpp"
#include "targets/doctor/report.hpp"
#include "targets/run/exit_code.hpp"

namespace xrt::doctor {
namespace {

constexpr const char* usage =
    "usage: monado-run doctor [--json]\n\n"
    "Says what is missing on this machine and how to mend it, a line for each thing; --json: for programs.\n"
    "Exit code: 0 applications will run, 1 they will not.\n";

int fail(const std::string& text) {
    std::fprintf(stderr, "monado-run doctor: %s\n", text.c_str());
    return static_cast<int>(run::ExitCode::own_failure);
}

}  // namespace

int consult(std::span<const std::string> arguments) {
    for (const std::string& argument : arguments) {
        if (argument == "--help" || argument == "-h") return std::fputs(usage, stdout), 0;
        if (argument == "--json") continue;
        return fail("'" + argument + "' is not --json; a command of that name runs with `monado-run -- doctor`");
    }
    const auto installation = run::Installation::of_this_process();
    if (!installation) return fail(installation.error().message);
    const Findings findings = check(inspect_machine(*installation, &std::getenv));
    const std::string report = arguments.empty() ? to_text(findings) : to_json(findings);
    std::fwrite(report.data(), 1, report.size(), stdout);
    if (std::fflush(stdout) != 0) return fail("the report cannot be written");
    return all_well(findings) ? 0 : 1;
}

}  // namespace xrt::doctor
