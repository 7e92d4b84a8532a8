// SPDX-License-Identifier: BSL-1.0
//
// For tests: arguments of any type that OpenXR's functions have, right in their types and arbitrary in their values. Structures are
// filled member by member, by the headers' own lists of members, so functions that are added are covered as they are.
//
// Every array has `array_size` elements and no number that may be a count is larger, so whatever a function reads or writes
// according to its arguments is there.
#pragma once

#include <cstring>
#include <limits>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/testing/fake_graphics.hpp"
#include "state_trackers/oxr/testing/fuzz_bytes.hpp"

namespace xrt::oxr {

/// Visits the members of a structure that has a type.
template <typename Structure>
struct StructureMembers;

#define XRT_OXR_VISIT(member) visit(structure.member);
#define XRT_OXR_MEMBERS(name, value)                      \
    template <>                                           \
    struct StructureMembers<name> {                       \
        static constexpr XrStructureType type = value;    \
        template <typename Visit>                         \
        static void visit(name& structure, Visit visit) { \
            XR_LIST_STRUCT_##name(XRT_OXR_VISIT)          \
        }                                                 \
    };
XR_LIST_STRUCTURE_TYPES(XRT_OXR_MEMBERS)
#undef XRT_OXR_MEMBERS
#undef XRT_OXR_VISIT

template <typename Type>
concept Structure = requires {
    StructureMembers<Type>::type;
};
template <typename Type>
concept Complete = requires {
    sizeof(Type);
};
/// A pointer to what nobody defines.
template <typename Type>
concept HandleType =
    std::is_pointer_v<Type> && std::is_class_v<std::remove_pointer_t<Type>> && !Complete<std::remove_pointer_t<Type>>;

class FuzzArguments {
 public:
    static constexpr size_t array_size = 64;

    explicit FuzzArguments(FuzzBytes& bytes) : bytes_(bytes) {}

    /// Handles and paths that are there, and that were there once.
    void remember(uint64_t value) {
        if (value != 0) known_.push_back(value);
    }
    /// Arguments live until this.
    void forget_memory() { memory_.clear(); }

    template <typename Argument>
    Argument make() {
        Argument argument{};
        fill(argument);
        return argument;
    }

 private:
    static XRAPI_ATTR XrBool32 XRAPI_CALL hear(XrDebugUtilsMessageSeverityFlagsEXT, XrDebugUtilsMessageTypeFlagsEXT,
                                               const XrDebugUtilsMessengerCallbackDataEXT* data, void*) {
        return std::strlen(data->message) == 0 ? XR_TRUE : XR_FALSE;
    }

    template <typename Element>
    Element* allocate() {
        auto block = std::make_shared<std::array<Element, array_size>>();
        memory_.push_back(block);
        return block->data();
    }

    template <typename Value>
    void fill(Value& value) {
        if constexpr (std::is_array_v<Value>) {
            fill_array(value);
        } else if constexpr (HandleType<Value>) {
            value = from_raw<Value>(handle_like());
        } else if constexpr (std::is_pointer_v<Value>) {
            fill_pointer(value);
        } else if constexpr (std::is_enum_v<Value>) {
            value = static_cast<Value>(
                bytes_.one_of(std::array<int, 12>{0, 1, 2, 3, 4, 5, 6, 100, 7, 1000031000, 1000426000, 0x7fffffff}));
        } else if constexpr (std::is_floating_point_v<Value>) {
            value = bytes_.one_of(std::array<Value, 7>{0, 1, Value(0.5), -1, Value(1e9),
                                                       std::numeric_limits<Value>::infinity(),
                                                       std::numeric_limits<Value>::quiet_NaN()});
        } else if constexpr (std::is_same_v<Value, uint64_t>) {
            value = bytes_.one_in(3) ? handle_like()
                                     : bytes_.one_of(std::array<uint64_t, 8>{0, 1, 2, 3, 4, 7, 0x1111, ~uint64_t{0}});
        } else if constexpr (std::is_same_v<Value, int64_t>) {
            value = bytes_.one_of(std::array<int64_t, 9>{1'000'000'000, 1043, 0, 1, -1, 2'000'000'000, 37, 1037,
                                                         std::numeric_limits<int64_t>::max()});
        } else if constexpr (std::is_integral_v<Value>) {
            value = static_cast<Value>(bytes_.one_of(std::array<int, 10>{1, 2, 0, 64, 3, 32, 4, 26, 6, 5}));
        } else if constexpr (Structure<Value>) {
            fill_structure(value);
        } else {
            fill_plain(value);
        }
    }

    template <typename Element, size_t Size>
    void fill_array(Element (&values)[Size]) {
        if constexpr (std::is_same_v<Element, char>) {
            if (bytes_.one_in(16)) return (void)std::memset(values, 'a', Size);  // not terminated
            const std::string_view text = word();
            std::memcpy(values, text.data(), std::min(text.size(), Size - 1));
        } else {
            for (Element& each : values) fill(each);
        }
    }

    /// What points to something to read or to write; null now and then.
    template <typename Pointee>
    void fill_pointer(Pointee*& pointer) {
        using Plain = std::remove_const_t<Pointee>;
        if (bytes_.one_in(24)) return;
        if constexpr (std::is_void_v<Pointee>) {
            pointer = depth_ < 2 && bytes_.one_in(3) ? chain() : nullptr;
        } else if constexpr (std::is_same_v<Pointee*, PFN_xrDebugUtilsMessengerCallbackEXT>) {
            pointer = &hear;
        } else if constexpr (std::is_function_v<Pointee>) {
            return;
        } else if constexpr (std::is_same_v<Pointee, const char>) {
            pointer = word().data();
        } else if constexpr (std::is_same_v<Plain, XrCompositionLayerBaseHeader>) {
            pointer = layer();
        } else if constexpr (std::is_same_v<Plain, XrHapticBaseHeader>) {
            pointer = reinterpret_cast<Pointee*>(structures<XrHapticVibration>());
        } else if constexpr (std::is_same_v<Plain, XrSwapchainStateBaseHeaderFB>) {
            pointer = reinterpret_cast<Pointee*>(state());
        } else if constexpr (std::is_same_v<Plain, XrSwapchainImageBaseHeader>) {
            pointer = reinterpret_cast<Pointee*>(images());
        } else if constexpr (Complete<Plain>) {
            pointer = structures<Plain>();
        }
    }

    /// Two that may differ, again and again.
    template <typename Element>
    Element* structures() {
        Element* array = allocate<Element>();
        if (depth_ > 4) return array;
        ++depth_;
        for (size_t i = 0; i < 2; ++i) fill(array[i]);
        for (size_t i = 2; i < array_size; ++i)
            std::memcpy(static_cast<void*>(&array[i]), &array[i % 2], sizeof(Element));
        --depth_;
        return array;
    }

    template <typename Type>
    void fill_structure(Type& structure) {
        ++depth_;
        StructureMembers<Type>::visit(structure, [&](auto& member) { fill(member); });
        --depth_;
        structure.type = bytes_.one_in(32) ? XR_TYPE_UNKNOWN : StructureMembers<Type>::type;
    }

    /// Structures without a type. What is not named here has no pointers and stays zero.
    template <typename Type>
    void fill_plain(Type& value) {
        if constexpr (std::is_same_v<Type, XrPosef>) {
            value.orientation.w = bytes_.one_in(16) ? 0.0f : 1.0f;
        } else if constexpr (std::is_same_v<Type, XrFovf>) {
            value = {-0.5f, 0.5f, 0.5f, bytes_.one_in(16) ? 9.0f : -0.5f};
        } else if constexpr (std::is_same_v<Type, XrRect2Di>) {
            value.extent = {static_cast<int32_t>(bytes_.below(70)), static_cast<int32_t>(bytes_.below(40))};
        } else if constexpr (std::is_same_v<Type, XrActionSuggestedBinding>) {
            fill(value.action);
            fill(value.binding);
        } else if constexpr (std::is_same_v<Type, XrActiveActionSet>) {
            fill(value.actionSet);
            if (bytes_.one_in(3)) fill(value.subactionPath);
        } else if constexpr (std::is_same_v<Type, XrSwapchainSubImage>) {
            fill(value.swapchain);
            fill(value.imageRect);
            value.imageArrayIndex = bytes_.one_in(8) ? 1 : 0;
        } else if constexpr (std::is_same_v<Type, XrApplicationInfo>) {
            fill(value.applicationName);
            value.apiVersion = bytes_.one_in(8) ? 7 : XR_API_VERSION_1_0;
        } else if constexpr (std::is_same_v<Type, XrExtent2Df>) {
            fill(value.width);
            fill(value.height);
        }
    }

    uint64_t handle_like() {
        if (known_.empty() || bytes_.one_in(12)) return bytes_.one_in(2) ? 0 : 0x1234;
        return known_[bytes_.below(known_.size())];
    }

    std::string_view word() {
        return bytes_.one_of(std::array<std::string_view, 12>{
            "name", "/user/hand/left", "/interaction_profiles/khr/simple_controller",
            "/user/hand/left/input/select/click", "other", "", "/user/hand/right/input/grip/pose", "//", "third",
            "/user/hand/right", "XR_EXT_debug_utils", "xrGetSystem"});
    }

    template <typename Pointee = XrCompositionLayerBaseHeader>
    Pointee* layer() {
        switch (bytes_.below(3)) {
            case 0:
                return reinterpret_cast<Pointee*>(structures<XrCompositionLayerProjection>());
            case 1:
                return reinterpret_cast<Pointee*>(structures<XrCompositionLayerQuad>());
            default:
                return reinterpret_cast<Pointee*>(structures<XrCompositionLayerCylinderKHR>());
        }
    }

    /// Those of Vulkan and OpenGL ES are for sessions of those.
    void* state() {
        if (bytes_.one_in(4)) return structures<XrSwapchainStateSamplerVulkanFB>();
        return structures<XrSwapchainStateFoveationFB>();
    }

    FakeSwapchainImage* images() {
        FakeSwapchainImage* array = allocate<FakeSwapchainImage>();
        for (size_t i = 0; i < array_size; ++i) array[i].type = fake_image_type;
        return array;
    }

    /// A structure that may stand in some chain, or in none.
    void* chain() {
        switch (bytes_.below(10)) {
            case 0:
                return structures<XrSpaceVelocity>();
            case 1:
                return structures<XrSpaceVelocities>();
            case 2:
                return structures<XrDebugUtilsMessengerCreateInfoEXT>();
            case 3:
                return structures<XrHandJointVelocitiesEXT>();
            case 4:
                return structures<XrCompositionLayerDepthInfoKHR>();
            case 5:
                return structures<XrActiveActionSetPrioritiesEXT>();
            case 6:
                return structures<XrHandTrackingDataSourceInfoEXT>();
            case 7:
                return structures<XrSwapchainCreateInfoFoveationFB>();
            case 8:
                return structures<XrFoveationLevelProfileCreateInfoFB>();
            default:
                return structures<XrSecondaryViewConfigurationSessionBeginInfoMSFT>();
        }
    }

    FuzzBytes& bytes_;
    std::vector<uint64_t> known_;
    std::vector<std::shared_ptr<void>> memory_;
    int depth_ = 0;
};

}  // namespace xrt::oxr
