// SPDX-License-Identifier: BSL-1.0
#include "bare_sharing.hpp"

#include <sys/socket.h>

#include <array>
#include <cstring>
#include <deque>

namespace xrt::bench {
namespace {

constexpr size_t most_images = 4;
constexpr char wanted = 'w', unwanted = 'u';

struct FdMessage {
    explicit FdMessage(size_t count) {
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = CMSG_SPACE(count * sizeof(int));
    }
    char byte = wanted;
    iovec part{&byte, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(most_images * sizeof(int))> control{};
    msghdr header{};
};

std::vector<UniqueFd> take_fds(const msghdr& header) {
    std::vector<UniqueFd> fds;
    const cmsghdr* const control = CMSG_FIRSTHDR(&header);
    if (control == nullptr) return fds;
    for (size_t at = 0; at + sizeof(int) <= control->cmsg_len - CMSG_LEN(0); at += sizeof(int)) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(control) + at, sizeof fd);
        fds.emplace_back(fd);
    }
    return fds;
}

}  // namespace

BareSharing::BareSharing(VkDevice exporting, VkDevice importing, uint32_t size, size_t count)
    : exporting_(exporting), importing_(importing), size_(size), count_(count) {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds.data()) != 0) return;
    near_.reset(fds[0]);
    far_.reset(fds[1]);
    exporter_ = std::thread([this] { answer(); });
}

BareSharing::~BareSharing() {
    ::shutdown(near_.get(), SHUT_RDWR);
    if (exporter_.joinable()) exporter_.join();
}

void BareSharing::answer() {
    std::deque<std::unique_ptr<BareSwapchain>> made;
    for (char byte = 0; ::recv(far_.get(), &byte, 1, 0) == 1;) {
        if (byte == unwanted) {
            made.pop_front();
            continue;
        }
        auto fresh = BareSwapchain::create(exporting_, size_, count_);
        if (!fresh.ok() || !send_images(**fresh)) return;
        made.push_back(std::move(*fresh));
    }
}

bool BareSharing::send_images(const BareSwapchain& swapchain) const {
    const std::vector<int> fds = swapchain.handles();
    FdMessage message(fds.size());
    cmsghdr* const control = CMSG_FIRSTHDR(&message.header);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
    std::memcpy(CMSG_DATA(control), fds.data(), fds.size() * sizeof(int));
    return ::sendmsg(far_.get(), &message.header, MSG_NOSIGNAL) == 1;
}

Result<std::unique_ptr<BareSwapchain>> BareSharing::ask() {
    (void)::send(near_.get(), &wanted, 1, MSG_NOSIGNAL);
    FdMessage message(most_images);
    if (::recvmsg(near_.get(), &message.header, MSG_CMSG_CLOEXEC) != 1) {
        return Error{ErrorCode::connection_lost, "the exporting thread has ended"};
    }
    return BareSwapchain::import(importing_, size_, take_fds(message.header));
}

void BareSharing::forget_oldest() { (void)::send(near_.get(), &unwanted, 1, MSG_NOSIGNAL); }

}  // namespace xrt::bench
