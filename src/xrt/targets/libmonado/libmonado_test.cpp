// SPDX-License-Identifier: BSL-1.0
//
// What the header declares, what the library exports and what the page describes are the same; roles and result codes.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "targets/libmonado/call.hpp"
#include "targets/libmonado/device_roles.hpp"

namespace xrt::mnd {
namespace {

using Names = std::set<std::string>;

std::string read(const std::string& path) {
    std::ifstream file(std::string(XRT_SOURCE_DIR) + "/" + path);
    EXPECT_TRUE(file.good()) << path;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Names matches(const std::string& text, const char* pattern) {
    const std::regex regex(pattern);
    Names names;
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) names.insert((*it)[1]);
    return names;
}

TEST(Libmonado, ExportsAndDescribesWhatItsHeaderDeclares) {
    const Names declared =
        matches(read("src/xrt/targets/libmonado/monado.h"), R"(\n(?:void|mnd_result_t) (mnd_\w+)\()");
    EXPECT_EQ(declared.size(), 31u);
    EXPECT_EQ(matches(read("src/xrt/targets/libmonado/exports.map"), R"((mnd_\w+);)"), declared);
    EXPECT_EQ(matches(read("doc/libmonado.md"), R"(\n\| `(mnd_\w+)` \| 1\.\d )"), declared);
}

TEST(Libmonado, ExportsAreInOrder) {
    const std::string map = read("src/xrt/targets/libmonado/exports.map");
    const std::regex name(R"(mnd_\w+)");
    std::vector<std::string> names;
    for (std::sregex_iterator it(map.begin(), map.end(), name), end; it != end; ++it) names.push_back(it->str());
    EXPECT_TRUE(std::ranges::is_sorted(names));
}

TEST(Libmonado, TurnsErrorsIntoResultCodes) {
    const auto code = [](ErrorCode error) { return Outcome(Error{error, ""}).code(); };
    EXPECT_EQ(code(ErrorCode::not_found), MND_ERROR_INVALID_VALUE);
    EXPECT_EQ(code(ErrorCode::invalid_argument), MND_ERROR_INVALID_VALUE);
    EXPECT_EQ(code(ErrorCode::unsupported), MND_ERROR_UNSUPPORTED_OPERATION);
    EXPECT_EQ(code(ErrorCode::connection_lost), MND_ERROR_OPERATION_FAILED);
    EXPECT_EQ(code(ErrorCode::timeout), MND_ERROR_OPERATION_FAILED);
    EXPECT_EQ(Outcome(Result<void>()).code(), MND_SUCCESS);
}

TEST(DeviceRoles, AreThoseOfDevicesThatAreThere) {
    proto::ListDevicesReply reply;
    const auto add = [&](const char* user_path, bool tracks_hand, bool present) {
        proto::DeviceDescription& device = reply.devices.push_back({});
        device.user_path = user_path;
        device.tracks_hand = tracks_hand;
        device.present = present;
    };
    add("/user/head", false, true);
    add("/user/hand/left", true, true);
    add("/user/hand/left", false, true);
    add("/user/hand/right", false, false);
    EXPECT_EQ(device_with_role(reply, "head"), 0);
    EXPECT_EQ(device_with_role(reply, "left"), 2);
    EXPECT_EQ(device_with_role(reply, "hand-tracking-left"), 1);
    EXPECT_EQ(device_with_role(reply, "hand-tracking-conforming-left"), 1);
    EXPECT_EQ(device_with_role(reply, "right"), -1) << "it is absent";
    EXPECT_EQ(device_with_role(reply, "gamepad"), -1);
    EXPECT_EQ(device_with_role(reply, "HEAD"), std::nullopt);
}

}  // namespace
}  // namespace xrt::mnd
