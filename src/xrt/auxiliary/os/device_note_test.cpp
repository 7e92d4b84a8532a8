// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/device_note.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "auxiliary/os/socket_path.hpp"
#include "auxiliary/os/test_folder.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {
namespace {

class DeviceNote : public TestFolder {
 protected:
    const std::string path = file("socket");
    const std::filesystem::path note = folder / "socket.density-maps";
};

TEST_F(DeviceNote, IsReadAsItWasWrittenLast) {
    EXPECT_FALSE(density_maps_noted(path));
    EXPECT_TRUE(note_density_maps(path, DensityMaps::present).ok());
    EXPECT_TRUE(density_maps_noted(path));
    EXPECT_TRUE(note_density_maps(path, DensityMaps::present).ok());
    EXPECT_TRUE(density_maps_noted(path));
    EXPECT_TRUE(note_density_maps(path, DensityMaps::absent).ok());
    EXPECT_FALSE(density_maps_noted(path));
    EXPECT_TRUE(note_density_maps(path, DensityMaps::absent).ok());
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(DeviceNote, IsNoLinkOrFolderThatSomebodyPutThere) {
    std::ofstream(folder / "other") << "kept";
    std::filesystem::create_symlink(folder / "other", note);
    EXPECT_FALSE(density_maps_noted(path));
    EXPECT_TRUE(note_density_maps(path, DensityMaps::present).ok());
    EXPECT_TRUE(density_maps_noted(path));
    EXPECT_EQ(std::filesystem::file_size(folder / "other"), 4u);
    std::filesystem::remove(note);
    std::filesystem::create_directory(note);
    EXPECT_FALSE(density_maps_noted(path));
    EXPECT_FALSE(note_density_maps(path, DensityMaps::absent).ok());
}

TEST_F(DeviceNote, StandsBesideTheSocketsThatHaveAPath) {
    const UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET, 0));
    EXPECT_EQ(bound_path(socket.get()), std::nullopt);
    const UnixAddress address = *unix_address(path);
    ASSERT_EQ(::bind(socket.get(), address.get(), address.length), 0);
    EXPECT_EQ(bound_path(socket.get()), path);
    const UniqueFd hidden(::socket(AF_UNIX, SOCK_SEQPACKET, 0));
    const UnixAddress name = *unix_address("@device-note-" + std::to_string(::getpid()));
    ASSERT_EQ(::bind(hidden.get(), name.get(), name.length), 0);
    EXPECT_EQ(bound_path(hidden.get()), std::nullopt);
    EXPECT_EQ(bound_path(-1), std::nullopt);
}

}  // namespace
}  // namespace xrt
