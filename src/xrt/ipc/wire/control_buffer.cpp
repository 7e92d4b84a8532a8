// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/control_buffer.hpp"

#include <cassert>
#include <cstring>

namespace xrt::ipc {
namespace {

/// The kernel may have installed one fd more than was asked for, in the padding: only cmsg_len counts.
size_t fd_count(const cmsghdr& control) { return (control.cmsg_len - CMSG_LEN(0)) / sizeof(int); }

bool take_fds_of(cmsghdr& control, BoundedVector<UniqueFd, max_message_fds>& fds) {
    bool all_fit = true;
    for (size_t i = 0; i < fd_count(control); ++i) {
        int raw = -1;
        std::memcpy(&raw, CMSG_DATA(&control) + i * sizeof(int), sizeof(int));
        UniqueFd fd(raw);
        if (fds.full()) all_fit = false;
        if (!fds.full()) fds.push_back(std::move(fd));
    }
    return all_fit;
}

}  // namespace

void ControlBuffer::attach(msghdr& header) {
    header.msg_control = bytes_.data();
    header.msg_controllen = bytes_.size();
}

void ControlBuffer::attach(msghdr& header, std::span<const int> fds) {
    assert(fds.size() <= max_message_fds);
    if (fds.empty()) return;
    attach(header);
    header.msg_controllen = CMSG_SPACE(fds.size_bytes());
    bytes_.fill({});  // the padding travels as well
    cmsghdr* const control = CMSG_FIRSTHDR(&header);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(fds.size_bytes());
    std::memcpy(CMSG_DATA(control), fds.data(), fds.size_bytes());
}

bool take_fds(msghdr& header, BoundedVector<UniqueFd, max_message_fds>& fds) {
    bool all_fit = true;
    for (cmsghdr* control = CMSG_FIRSTHDR(&header); control; control = CMSG_NXTHDR(&header, control)) {
        const bool has_fds = control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS;
        if (has_fds && !take_fds_of(*control, fds)) all_fit = false;
    }
    return all_fit;
}

}  // namespace xrt::ipc
