// SPDX-License-Identifier: BSL-1.0
//
// A socket in the file system. Removes at its end what it made, and nothing that somebody else put in its place.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>

#include "xrt/result.hpp"

namespace xrt::ipc {

/// Whom the file system lets through; who may be served is another question (peer.hpp).
enum class SocketAccess { own_user, everybody };

class SocketFile {
 public:
    /// Binds the socket there. Replaces a stale socket, never a live one (already_exists) or any
    /// other file. The caller holds the lock of the path.
    static Result<SocketFile> bind(int socket, const std::string& path, SocketAccess access);

    SocketFile(SocketFile&& other) noexcept
        : path_(std::exchange(other.path_, {})), device_(other.device_), inode_(other.inode_) {}
    SocketFile& operator=(SocketFile&&) = delete;
    SocketFile(const SocketFile&) = delete;
    SocketFile& operator=(const SocketFile&) = delete;
    ~SocketFile();

 private:
    SocketFile(std::string path, dev_t device, ino_t inode) : path_(std::move(path)), device_(device), inode_(inode) {}

    std::string path_;
    dev_t device_;
    ino_t inode_;
};

/// Makes the folder of a socket's path, for this user alone, if it is not there; refuses one that belongs to another user.
Result<void> prepare_folder_of(const std::string& path);

}  // namespace xrt::ipc
