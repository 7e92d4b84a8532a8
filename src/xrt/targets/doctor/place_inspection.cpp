// SPDX-License-Identifier: BSL-1.0
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "auxiliary/os/shared_memory.hpp"
#include "ipc/wire/connected_socket.hpp"
#include "targets/doctor/inspection.hpp"
#include "targets/run/private_folder.hpp"

namespace xrt::doctor {
namespace {

FolderState look_at(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return errno == EACCES ? FolderState::forbidden : FolderState::missing;
    if (!S_ISDIR(status.st_mode)) return FolderState::no_folder;
    if (::access(path.c_str(), X_OK) != 0) return FolderState::forbidden;
    return ::access(path.c_str(), W_OK) == 0 ? FolderState::usable : FolderState::not_writable;
}

/// By making one, as monado-run does: only that tells of quotas, read-only mounts and path lengths alike.
FolderFacts look_at_base(const std::string& path) {
    const FolderState state = look_at(path);
    if (state != FolderState::usable) return {path, state};
    const std::array bases{path};
    const auto folder = run::PrivateFolder::create(bases, run::Leftovers::remove);
    if (folder) return {path, FolderState::usable};
    const bool too_long = folder.error().code == ErrorCode::invalid_argument;
    return {path, too_long ? FolderState::too_long : FolderState::not_writable};
}

std::string find_sealing_problem() {
    constexpr size_t size = 4096;
    const auto memory = SharedMemory::create("doctor", size);
    if (!memory) return memory.error().message;
    const auto mapped = map_sealed_memory(memory->fd(), size);
    return mapped ? "" : mapped.error().message;
}

std::string find_socket_problem() {
    const auto pair = ipc::make_socket_pair();
    return pair ? "" : pair.error().message;
}

std::optional<uint64_t> free_shared_memory() {
    constexpr const char* folder = "/dev/shm";
    struct statvfs status {};
    if (look_at(folder) != FolderState::usable || ::statvfs(folder, &status) != 0) return std::nullopt;
    return uint64_t{status.f_bavail} * status.f_frsize;
}

uint64_t most_fds() {
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_max : 0;
}

}  // namespace

PlaceFacts inspect_places(const Lookup& variable) {
    PlaceFacts facts;
    for (const std::string& base : run::PrivateFolder::usual_bases()) facts.private_bases.push_back(look_at_base(base));
    const char* const home = variable("HOME");
    if (home && *home) facts.home = FolderFacts{home, look_at(home)};
    facts.shared_memory_bytes = free_shared_memory();
    facts.sealing_problem = find_sealing_problem();
    facts.socket_problem = find_socket_problem();
    facts.most_fds = most_fds();
    return facts;
}

}  // namespace xrt::doctor
