// SPDX-License-Identifier: BSL-1.0
#include "support/x_display.hpp"

#include <csignal>
#include <fstream>

namespace xrt::end_to_end {
namespace {

constexpr auto configuration = R"(
Section "Device"
    Identifier "device"
    Driver "dummy"
    VideoRam 65536
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 5.0-1000.0
    VertRefresh 5.0-200.0
EndSection
Section "Screen"
    Identifier "screen"
    Device "device"
    Monitor "monitor"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1024x768"
    EndSubSection
EndSection
)";

bool is_line(const std::string& text) { return !text.empty() && text.back() == '\n'; }

}  // namespace

std::optional<XDisplay> XDisplay::start() {
    auto folder = std::make_unique<run::PrivateFolder>(temporary_folder());
    const std::string file = folder->file("xorg.conf");
    std::ofstream(file) << configuration;
    Program::Settings settings;
    // The server chooses a free number and says it when it can be reached.
    settings.arguments = {"Xorg", "-displayfd", "1",  "-noreset", "-nolisten",
                          "tcp",  "-config",    file, "-logfile", "/dev/null"};
    auto server = std::make_unique<Program>(Program::start(std::move(settings)));
    if (!server->await_output(is_line)) return std::nullopt;
    std::string name = ":" + server->out();
    name.pop_back();
    return XDisplay(std::move(folder), std::move(server), std::move(name));
}

XDisplay::~XDisplay() {
    if (server_ == nullptr) return;
    server_->signal(SIGTERM);
    (void)server_->wait();
}

}  // namespace xrt::end_to_end
