// SPDX-License-Identifier: BSL-1.0
#include "targets/service/script_session.hpp"

#include "ipc/wire/utf8.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt {
namespace {

proto::ScriptProgress progress_of(const script::ScriptHost::State& state) {
    if (!state.any) return proto::ScriptProgress::none;
    switch (state.progress) {
        case script::Progress::running:
            return proto::ScriptProgress::running;
        case script::Progress::finished:
            return proto::ScriptProgress::finished;
        case script::Progress::failed:
            break;
    }
    return proto::ScriptProgress::failed;
}

/// What fits, and no half characters.
std::string shortened(std::string text) {
    constexpr size_t longest = 512;
    text.resize(ipc::valid_utf8_prefix(std::string_view(text).substr(0, longest)));
    return text;
}

}  // namespace

Result<void> ScriptSession::play_script(const std::string& text) {
    script::Script script = TRY(script::read_script(text));
    return scripts_.play(std::move(script));
}

Result<proto::ScriptProgressReply> ScriptSession::script_progress() {
    const script::ScriptHost::State state = scripts_.state();
    return proto::ScriptProgressReply{progress_of(state), state.line, shortened(state.failure.expected),
                                      shortened(state.failure.seen)};
}

}  // namespace xrt
