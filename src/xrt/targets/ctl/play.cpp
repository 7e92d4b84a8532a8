// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/play.hpp"

#include <chrono>
#include <thread>

#include "proto/scripts_proxy.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::ctl {
namespace {

constexpr auto look_again = std::chrono::milliseconds(50);

}  // namespace

Result<std::string> play(ipc::Connection& connection, const std::string& path) {
    const std::string text = TRY(script::load_text(path));
    TRY(script::load_script(path));  // its errors name the file
    if (text.size() > proto::max_script_text) {
        return Error{ErrorCode::invalid_argument, path + " is longer than " + std::to_string(proto::max_script_text) +
                                                      " bytes: give it to the service when it starts, with --script"};
    }
    proto::ScriptsProxy scripts(connection);
    TRY(scripts.play_script(text));
    while (true) {
        const proto::ScriptProgressReply now = TRY(scripts.script_progress());
        if (now.progress == proto::ScriptProgress::failed) {
            return Error{ErrorCode::not_found, path + ", line " + std::to_string(now.line) + ": expected " +
                                                   now.expected + "; seen: " + now.seen};
        }
        if (now.progress != proto::ScriptProgress::running) return "played " + path + "\n";
        std::this_thread::sleep_for(look_again);
    }
}

}  // namespace xrt::ctl
