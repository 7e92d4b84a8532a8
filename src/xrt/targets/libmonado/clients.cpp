// SPDX-License-Identifier: BSL-1.0
//
// The root itself, and the functions that deal with clients.
#include "targets/libmonado/call.hpp"

namespace {

using namespace xrt;
using mnd::call;
using mnd::Outcome;
using mnd::Root;

constexpr uint32_t blocked_shift = 6;
static_assert(uint32_t{proto::IoKinds::poses} << blocked_shift == uint32_t{MND_CLIENT_POSES_BLOCKED});
static_assert(uint32_t{proto::IoKinds::outputs} << blocked_shift == uint32_t{MND_CLIENT_OUTPUTS_BLOCKED});
static_assert(uint32_t{proto::IoKinds::poses} == uint32_t{MND_IO_BLOCK_POSES} &&
              uint32_t{proto::IoKinds::hand_tracking} == uint32_t{MND_IO_BLOCK_HT} &&
              uint32_t{proto::IoKinds::inputs} == uint32_t{MND_IO_BLOCK_INPUTS} &&
              uint32_t{proto::IoKinds::outputs} == uint32_t{MND_IO_BLOCK_OUTPUTS});

bool is(const proto::ClientDescription& client, proto::SessionState state) {
    return client.has_session && client.state == state;
}

uint32_t flags_of(const proto::ClientDescription& client) {
    const bool focused = is(client, proto::SessionState::focused);
    uint32_t flags = client.blocked.value << blocked_shift;
    if (client.primary) flags |= MND_CLIENT_PRIMARY_APP;
    if (client.running) flags |= MND_CLIENT_SESSION_ACTIVE;
    if (focused || is(client, proto::SessionState::visible)) flags |= MND_CLIENT_SESSION_VISIBLE;
    if (focused) flags |= MND_CLIENT_SESSION_FOCUSED;
    if (client.overlay) flags |= MND_CLIENT_SESSION_OVERLAY;
    if (client.blocked.value == 0) flags |= MND_CLIENT_IO_ACTIVE;
    return flags;
}

mnd_result_t connect(mnd_root_t** out_root) {
    Result<std::unique_ptr<Root>> root = Root::connect();
    if (root) {
        *out_root = new mnd_root{std::move(*root)};
        return MND_SUCCESS;
    }
    const bool other_version = root.error().code == ErrorCode::version_mismatch;
    return other_version ? MND_ERROR_INVALID_VERSION : MND_ERROR_CONNECTING_FAILED;
}

}  // namespace

void mnd_api_get_version(uint32_t* out_major, uint32_t* out_minor, uint32_t* out_patch) {
    if (out_major) *out_major = MND_API_VERSION_MAJOR;
    if (out_minor) *out_minor = MND_API_VERSION_MINOR;
    if (out_patch) *out_patch = MND_API_VERSION_PATCH;
}

mnd_result_t mnd_root_create(mnd_root_t** out_root) {
    if (out_root == nullptr) return MND_ERROR_INVALID_VALUE;
    try {
        return connect(out_root);
    } catch (const std::exception&) {
        return MND_ERROR_CONNECTING_FAILED;
    }
}

void mnd_root_destroy(mnd_root_t** root_ptr) {
    if (root_ptr == nullptr) return;
    delete *root_ptr;
    *root_ptr = nullptr;
}

mnd_result_t mnd_root_update_client_list(mnd_root_t* root) {
    return call(root, [](Root& r) { return r.update_clients(); });
}

mnd_result_t mnd_root_get_number_clients(mnd_root_t* root, uint32_t* out_num) {
    return call(
        root,
        [&](Root& r) {
            *out_num = static_cast<uint32_t>(r.clients().size());
            return MND_SUCCESS;
        },
        out_num);
}

mnd_result_t mnd_root_get_client_id_at_index(mnd_root_t* root, uint32_t index, uint32_t* out_client_id) {
    return call(
        root,
        [&](Root& r) {
            const std::vector<uint32_t> clients = r.clients();
            if (index >= clients.size()) return MND_ERROR_INVALID_VALUE;
            *out_client_id = clients[index];
            return MND_SUCCESS;
        },
        out_client_id);
}

mnd_result_t mnd_root_get_client_name(mnd_root_t* root, uint32_t client_id, const char** out_name) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto client = r.client(client_id);
            if (client) *out_name = r.keep(client->application_name);
            return client;
        },
        out_name);
}

mnd_result_t mnd_root_get_client_state(mnd_root_t* root, uint32_t client_id, uint32_t* out_flags) {
    return call(
        root,
        [&](Root& r) -> Outcome {
            const auto client = r.client(client_id);
            if (client) *out_flags = flags_of(*client);
            return client;
        },
        out_flags);
}

mnd_result_t mnd_root_set_client_primary(mnd_root_t* root, uint32_t client_id) {
    return call(root, [&](Root& r) { return r.control().set_primary_client(client_id); });
}

mnd_result_t mnd_root_set_client_focused(mnd_root_t* root, uint32_t client_id) {
    return call(root, [&](Root& r) { return r.control().set_focused_client(client_id); });
}

mnd_result_t mnd_root_toggle_client_io_active(mnd_root_t* root, uint32_t client_id) {
    return call(root, [&](Root& r) { return r.control().toggle_client_io(client_id); });
}

mnd_result_t mnd_root_set_client_io_blocks(mnd_root_t* root, uint32_t client_id, mnd_io_block_flags_t block_flags) {
    return call(root, [&](Root& r) -> Outcome {
        const auto block = static_cast<uint32_t>(block_flags);
        constexpr uint32_t all = proto::IoKinds::all_flags;
        if ((block & ~all) != 0) return MND_ERROR_INVALID_VALUE;
        return r.control().change_client_io(client_id, {block}, {all & ~block});
    });
}

mnd_result_t mnd_root_set_chroma_key_params(mnd_root_t* root, mnd_color_hsv_t, mnd_color_hsv_t, float, float) {
    return call(root, [](Root&) { return MND_ERROR_UNSUPPORTED_OPERATION; });
}
