// SPDX-License-Identifier: BSL-1.0
#include "support/weston.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "xrt/unique_fd.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
constexpr const char* socket_name = "wayland-test";
constexpr auto configuration = R"(
[shell]
panel-position=none
background-color=0xff203040
startup-animation=none
locking=false
)";

/// Tells when something comes into a folder.
class Arrivals {
 public:
    explicit Arrivals(const std::string& folder) : watch_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
        ::inotify_add_watch(watch_.get(), folder.c_str(), IN_CREATE | IN_MOVED_TO);
    }
    bool await(const std::string& path) const {
        constexpr int limit = 20'000;  // milliseconds
        while (!fs::exists(path)) {
            pollfd arrived{watch_.get(), POLLIN, 0};
            if (::poll(&arrived, 1, limit) <= 0) return false;
            std::array<char, 4096> read_off{};
            (void)!::read(watch_.get(), read_off.data(), read_off.size());
        }
        return true;
    }

 private:
    UniqueFd watch_;
};

}  // namespace

std::optional<Weston> Weston::start(uint32_t width, uint32_t height, const std::string& x_display) {
    auto folder = std::make_unique<run::PrivateFolder>(temporary_folder());
    const bool headless = x_display.empty();
    std::ofstream(folder->file("weston.ini")) << configuration;
    Program::Settings settings;
    settings.arguments = {"weston",
                          "--config=" + folder->file("weston.ini"),
                          headless ? "--backend=headless-backend.so" : "--backend=x11-backend.so",
                          "--use-pixman",
                          headless ? "--shell=desktop-shell.so" : "--shell=kiosk-shell.so",
                          "--width=" + std::to_string(width),
                          "--height=" + std::to_string(height),
                          "--idle-time=0",
                          "--debug",  // lets its screenshooter look
                          std::string("--socket=") + socket_name};
    settings.environment.set("XDG_RUNTIME_DIR", folder->path());
    settings.environment.set("DISPLAY", x_display);
    const Arrivals arrivals(folder->path());
    auto compositor = std::make_unique<Program>(Program::start(std::move(settings)));
    if (!arrivals.await(folder->file(socket_name))) return std::nullopt;
    return Weston(std::move(folder), std::move(compositor));
}

Weston::~Weston() {
    if (!compositor_) return;
    compositor_->signal(SIGTERM);
    (void)compositor_->wait();
}

void Weston::lead(run::Environment& environment) const {
    environment.set("XDG_RUNTIME_DIR", folder_->path());
    environment.set("WAYLAND_DISPLAY", socket_name);
}

std::optional<Picture> Weston::picture() const {
    const auto place = temporary_folder();
    Program::Settings settings{.arguments = {"sh", "-c", "cd " + place.path() + " && exec weston-screenshooter"}};
    lead(settings.environment);
    if (Program::run(std::move(settings)).end != exited(0)) return std::nullopt;
    for (const auto& entry : fs::directory_iterator(place.path())) return Picture::load(entry.path());
    return std::nullopt;
}

}  // namespace xrt::end_to_end
