// SPDX-License-Identifier: BSL-1.0
//
// xrt-ipc-compiler: makes C++ of .ipc files.
#include <cstdio>
#include <cstring>
#include <optional>
#include <span>
#include <string>

#include "ipc/compiler/compiler.hpp"
#include "ipc/compiler/output.hpp"

namespace {

using namespace xrt;

constexpr const char* usage =
    "Usage: xrt-ipc-compiler [--output DIR] FILE\n"
    "\n"
    "Reads the protocol whose root is FILE and writes its C++ to DIR/proto. Files whose contents would not change are\n"
    "left alone. Without --output the protocol is only checked.\n"
    "\n"
    "  --output DIR  where to write\n"
    "  --hash        print the protocol hash\n"
    "  --help        this text\n"
    "  --version     the version\n"
    "\n"
    "Exit status: 0 done, 1 mistakes in the protocol or files that cannot be read or written, 2 wrong usage.\n"
    "The language is described in doc/ipc-language.md.\n";

enum ExitCode { exit_done = 0, exit_failed = 1, exit_usage = 2 };

struct Options {
    std::optional<std::string> output;
    std::optional<std::string> root;
    bool print_hash = false;
};

int complain(const std::string& what) {
    std::fprintf(stderr, "xrt-ipc-compiler: %s\n", what.c_str());
    return exit_failed;
}

Result<Options> parse_options(std::span<char*> arguments) {
    Options options;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string argument = arguments[i];
        if (argument == "--hash") {
            options.print_hash = true;
        } else if (argument == "--output") {
            if (i + 1 == arguments.size()) return Error{ErrorCode::invalid_argument, "--output needs a folder"};
            options.output = arguments[++i];
        } else if (argument.starts_with("-")) {
            return Error{ErrorCode::invalid_argument, "unknown option " + argument};
        } else if (options.root) {
            return Error{ErrorCode::invalid_argument, "more than one file: " + *options.root + " and " + argument};
        } else {
            options.root = argument;
        }
    }
    if (!options.root) return Error{ErrorCode::invalid_argument, "no file given"};
    return options;
}

int run(const Options& options) {
    const compiler::Compilation compilation = compiler::compile(*options.root, compiler::read_source_file);
    if (!compilation.diagnostics.empty()) {
        std::fputs(compilation.diagnostics.c_str(), stderr);
        return exit_failed;
    }
    if (options.print_hash) std::printf("0x%016llx\n", static_cast<unsigned long long>(compilation.hash));
    if (!options.output) return exit_done;
    for (const compiler::OutputFile& output : compilation.outputs) {
        const auto outcome = compiler::write_if_changed(*options.output, output);
        if (!outcome.ok()) return complain(outcome.error().message);
    }
    return exit_done;
}

}  // namespace

int main(int argument_count, char** argument_values) {
    const std::span<char*> arguments(argument_values + 1,
                                     static_cast<size_t>(argument_count > 0 ? argument_count - 1 : 0));
    for (const char* argument : arguments) {
        if (std::strcmp(argument, "--help") == 0) return std::fputs(usage, stdout), exit_done;
        if (std::strcmp(argument, "--version") == 0) return std::puts("xrt-ipc-compiler " XRT_VERSION), exit_done;
    }
    const auto options = parse_options(arguments);
    if (options.ok()) return run(*options);
    complain(options.error().message + "; see --help");
    return exit_usage;
}
