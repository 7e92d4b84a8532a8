// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/system_properties.hpp"

#include <cstring>

#include "state_trackers/oxr/testing/runtime_fixture.hpp"

namespace xrt::oxr {
namespace {

class SystemProperties : public RuntimeFixture {
 protected:
    template <typename Properties>
    Properties ask(XrInstance of, XrStructureType type) {
        Properties answer{};
        answer.type = type;
        XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &answer};
        EXPECT_EQ(api::xrGetSystemProperties(of, the_system_id, &properties), XR_SUCCESS);
        return answer;
    }
    XrUuidEXT headset_id(XrInstance of) {
        return ask<XrSystemHeadsetIdPropertiesMETA>(of, XR_TYPE_SYSTEM_HEADSET_ID_PROPERTIES_META).id;
    }
};

bool same(const XrUuidEXT& a, const XrUuidEXT& b) { return std::memcmp(a.data, b.data, sizeof(a.data)) == 0; }

TEST_F(SystemProperties, AHeadsetHasOneIdForEver) {
    const XrInstance other = make_instance({Feature::META_headset_id});
    const XrUuidEXT id = headset_id(other);
    EXPECT_TRUE(same(id, headset_id(other)));
    EXPECT_FALSE(same(id, XrUuidEXT{}));
    EXPECT_EQ(id.data[6] >> 4, 8);
    service.devices().devices[0].name[0] = 'X';
    EXPECT_FALSE(same(id, headset_id(other)));
    EXPECT_EQ(api::xrDestroyInstance(other), XR_SUCCESS);
}

TEST_F(SystemProperties, OfExtensionsThatAreNotEnabledAreLeftAlone) {
    EXPECT_TRUE(same(headset_id(instance), XrUuidEXT{}));
}

}  // namespace
}  // namespace xrt::oxr
