// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/messenger.hpp"

#include "auxiliary/util/log.hpp"
#include "state_trackers/oxr/debug/session_labels.hpp"
#include "state_trackers/oxr/testing/debug_fixture.hpp"

namespace xrt::oxr {
namespace {

using Object = HeardMessage::NamedObject;

class MessengerTest : public DebugFixture {
 protected:
    XrResult submit(XrDebugUtilsMessageSeverityFlagsEXT severity, XrDebugUtilsMessageTypeFlagsEXT types,
                    const char* text) {
        XrDebugUtilsMessengerCallbackDataEXT data{XR_TYPE_DEBUG_UTILS_MESSENGER_CALLBACK_DATA_EXT};
        data.message = text;
        return api::xrSubmitDebugUtilsMessageEXT(instance, severity, types, &data);
    }
    XrResult begin_label(XrSession session, const char* text) {
        const XrDebugUtilsLabelEXT label{XR_TYPE_DEBUG_UTILS_LABEL_EXT, nullptr, text};
        return api::xrSessionBeginDebugUtilsLabelRegionEXT(session, &label);
    }
    XrResult insert_label(XrSession session, const char* text) {
        const XrDebugUtilsLabelEXT label{XR_TYPE_DEBUG_UTILS_LABEL_EXT, nullptr, text};
        return api::xrSessionInsertDebugUtilsLabelEXT(session, &label);
    }
};

TEST_F(MessengerTest, HearsWhichFunctionArgumentAndRule) {
    XrDebugUtilsObjectNameInfoEXT info{XR_TYPE_SPACE_LOCATION};
    EXPECT_EQ(api::xrSetDebugUtilsObjectNameEXT(instance, &info), XR_ERROR_VALIDATION_FAILURE);
    const HeardMessage message = ear.take_one();
    EXPECT_EQ(message.function, "xrSetDebugUtilsObjectNameEXT");
    EXPECT_EQ(message.id, "VUID-XrDebugUtilsObjectNameInfoEXT-type-type");
    EXPECT_EQ(message.severity, XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT);
    EXPECT_EQ(message.types, XR_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT);
    EXPECT_EQ(message.text,
              "xrSetDebugUtilsObjectNameEXT: nameInfo has the type XR_TYPE_SPACE_LOCATION; it must be "
              "XR_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT (XR_ERROR_VALIDATION_FAILURE; "
              "VUID-XrDebugUtilsObjectNameInfoEXT-type-type)");
    EXPECT_EQ(message.objects, (std::vector<Object>{{XR_OBJECT_TYPE_INSTANCE, to_raw(instance), ""}}));
}

TEST_F(MessengerTest, HearsNothingOfSuccess) {
    make_headless_session();
    EXPECT_TRUE(ear.take().empty());
}

TEST_F(MessengerTest, HearsOfHandlesThatBelongToNobody) {
    EXPECT_EQ(api::xrDestroySpace(from_raw<XrSpace>(77)), XR_ERROR_HANDLE_INVALID);
    const HeardMessage message = ear.take_one();
    EXPECT_EQ(message.id, "VUID-xrDestroySpace-space-parameter");
    EXPECT_EQ(message.objects, (std::vector<Object>{{XR_OBJECT_TYPE_UNKNOWN, 77, ""}}));
}

TEST_F(MessengerTest, HearsOnlyOfItsOwnInstance) {
    const XrInstance other = make_instance({Feature::EXT_debug_utils});
    EXPECT_EQ(api::xrPollEvent(other, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_TRUE(ear.take().empty());
    EXPECT_EQ(api::xrDestroyInstance(other), XR_SUCCESS);
}

TEST_F(MessengerTest, HearsOnlyWhatItWants) {
    Ear other;
    XrDebugUtilsMessengerCreateInfoEXT info = other.everything();
    info.messageSeverities = XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT;
    info.messageTypes = XR_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
    listen(info);
    submit(XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT, XR_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT, "a");
    submit(XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT, XR_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT, "b");
    submit(XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT, 0xf, "c");
    EXPECT_EQ(other.take_one().text, "c");
    EXPECT_EQ(ear.take().size(), 3u);
}

TEST_F(MessengerTest, HearsNothingOnceDestroyed) {
    EXPECT_EQ(api::xrDestroyDebugUtilsMessengerEXT(messenger), XR_SUCCESS);
    EXPECT_EQ(api::xrPollEvent(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_TRUE(ear.take().empty());
    EXPECT_FALSE(has_listeners());
    EXPECT_EQ(api::xrDestroyDebugUtilsMessengerEXT(messenger), XR_ERROR_HANDLE_INVALID);
}

TEST_F(MessengerTest, NamesItsObjects) {
    const XrSession session = make_headless_session();
    EXPECT_EQ(name(XR_OBJECT_TYPE_SESSION, to_raw(session), "main session"), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(ear.take_one().objects.at(0), (Object{XR_OBJECT_TYPE_SESSION, to_raw(session), "main session"}));
    EXPECT_EQ(name(XR_OBJECT_TYPE_SESSION, to_raw(session), ""), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(ear.take_one().objects.at(0).name, "");
}

TEST_F(MessengerTest, RefusesNamesForWhatIsNotThere) {
    const XrSession session = make_headless_session();
    EXPECT_EQ(name(XR_OBJECT_TYPE_SPACE, to_raw(session), "x"), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(name(XR_OBJECT_TYPE_UNKNOWN, to_raw(session), "x"), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(name(XR_OBJECT_TYPE_SESSION, 0, "x"), XR_ERROR_HANDLE_INVALID);
    const XrInstance other = make_instance();
    EXPECT_EQ(name(XR_OBJECT_TYPE_INSTANCE, to_raw(other), "x"), XR_ERROR_HANDLE_INVALID);
    EXPECT_EQ(api::xrDestroyInstance(other), XR_SUCCESS);
}

TEST_F(MessengerTest, TellsTheLabelsOfTheSessionNewestFirst) {
    const XrSession session = make_headless_session();
    EXPECT_EQ(begin_label(session, "outer"), XR_SUCCESS);
    EXPECT_EQ(begin_label(session, "inner"), XR_SUCCESS);
    EXPECT_EQ(insert_label(session, "here"), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(ear.take_one().labels, (std::vector<std::string>{"here", "inner", "outer"}));
    EXPECT_EQ(api::xrSessionEndDebugUtilsLabelRegionEXT(session), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_EQ(ear.take_one().labels, (std::vector<std::string>{"outer"}));
    EXPECT_EQ(api::xrSessionEndDebugUtilsLabelRegionEXT(session), XR_SUCCESS);
    EXPECT_EQ(api::xrEndSession(session), XR_ERROR_SESSION_NOT_RUNNING);
    EXPECT_TRUE(ear.take_one().labels.empty());
}

TEST_F(MessengerTest, AddsNamesAndLabelsToWhatTheApplicationSubmits) {
    const XrSession session = make_headless_session();
    EXPECT_EQ(name(XR_OBJECT_TYPE_SESSION, to_raw(session), "our session"), XR_SUCCESS);
    EXPECT_EQ(begin_label(session, "level 1"), XR_SUCCESS);
    EXPECT_EQ(insert_label(session, "door"), XR_SUCCESS);
    std::array objects{XrDebugUtilsObjectNameInfoEXT{XR_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT, nullptr,
                                                     XR_OBJECT_TYPE_INSTANCE, to_raw(instance), "the submitter's name"},
                       XrDebugUtilsObjectNameInfoEXT{XR_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT, nullptr,
                                                     XR_OBJECT_TYPE_SESSION, to_raw(session), "an old name"}};
    XrDebugUtilsMessengerCallbackDataEXT data{XR_TYPE_DEBUG_UTILS_MESSENGER_CALLBACK_DATA_EXT};
    data.message = "it is stuck";
    data.objectCount = 2;
    data.objects = objects.data();
    EXPECT_EQ(api::xrSubmitDebugUtilsMessageEXT(instance, XR_DEBUG_UTILS_MESSAGE_SEVERITY_INFO_BIT_EXT,
                                                XR_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT, &data),
              XR_SUCCESS);
    const HeardMessage heard = ear.take_one();
    EXPECT_EQ(heard.objects, (std::vector<Object>{{XR_OBJECT_TYPE_INSTANCE, to_raw(instance), "the submitter's name"},
                                                  {XR_OBJECT_TYPE_SESSION, to_raw(session), "our session"}}));
    EXPECT_EQ(heard.labels, (std::vector<std::string>{"door", "level 1"}));
    EXPECT_STREQ(objects[1].objectName, "an old name") << "what the application owns stays as it was";
}

TEST_F(MessengerTest, BoundsTheRegionsOfASession) {
    const XrSession session = make_headless_session();
    for (size_t i = 0; i < SessionLabels::most_regions; ++i) EXPECT_EQ(begin_label(session, "deeper"), XR_SUCCESS);
    EXPECT_EQ(begin_label(session, "too deep"), XR_ERROR_RUNTIME_FAILURE);
}

TEST_F(MessengerTest, HearsTheLogWhenTheCallReturns) {
    service.fail("take_events", ErrorCode::internal);
    make_headless_session();
    poll();
    const HeardMessage message = ear.take_one();
    EXPECT_EQ(message.text, "oxr: the fake service refuses take_events");
    EXPECT_EQ(message.types, XR_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT);
}

TEST_F(MessengerTest, MayCallTheApiFromItsCallback) {
    struct Caller {
        XrInstance instance;
        int depth;
    } caller{instance, 0};
    const auto callback = [](XrDebugUtilsMessageSeverityFlagsEXT, XrDebugUtilsMessageTypeFlagsEXT,
                             const XrDebugUtilsMessengerCallbackDataEXT*, void* data) -> XrBool32 {
        auto& self = *static_cast<Caller*>(data);
        if (++self.depth < 5) (void)api::xrPollEvent(self.instance, nullptr);
        return XR_FALSE;
    };
    listen({XR_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT, nullptr, 0x1111, 0xf, callback, &caller});
    EXPECT_EQ(api::xrPollEvent(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(caller.depth, 5);
}

TEST_F(MessengerTest, RefusesWhatIsNoMessenger) {
    XrDebugUtilsMessengerEXT made = XR_NULL_HANDLE;
    const XrDebugUtilsMessengerCreateInfoEXT good = ear.everything();
    for (const auto spoil : std::vector<void (*)(XrDebugUtilsMessengerCreateInfoEXT&)>{
             [](auto& info) { info.messageSeverities = 0; }, [](auto& info) { info.messageSeverities = 2; },
             [](auto& info) { info.messageTypes = 0; }, [](auto& info) { info.messageTypes = 0x10; },
             [](auto& info) { info.userCallback = nullptr; }, [](auto& info) { info.type = XR_TYPE_UNKNOWN; }}) {
        XrDebugUtilsMessengerCreateInfoEXT info = good;
        spoil(info);
        EXPECT_EQ(api::xrCreateDebugUtilsMessengerEXT(instance, &info, &made), XR_ERROR_VALIDATION_FAILURE);
    }
    EXPECT_EQ(submit(3, 1, "two severities"), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(submit(1, 0, "no type"), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(submit(1, 1, nullptr), XR_ERROR_VALIDATION_FAILURE);
}

class ChainedMessenger : public ::testing::Test {
 protected:
    ChainedMessenger() {
        info.next = &messenger;
        info.applicationInfo.apiVersion = XR_API_VERSION_1_0;
        std::strcpy(info.applicationInfo.applicationName, "test");
        info.enabledExtensionCount = 1;
        info.enabledExtensionNames = &extension;
    }

    Ear ear;
    XrDebugUtilsMessengerCreateInfoEXT messenger = ear.everything();
    const char* extension = XR_EXT_DEBUG_UTILS_EXTENSION_NAME;
    XrInstanceCreateInfo info{XR_TYPE_INSTANCE_CREATE_INFO};
    XrInstance instance = XR_NULL_HANDLE;
};

TEST_F(ChainedMessenger, HearsWhyThereIsNoInstance) {
    info.createFlags = 1;
    EXPECT_EQ(api::xrCreateInstance(&info, &instance), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(ear.take_one().function, "xrCreateInstance");
    EXPECT_FALSE(has_listeners());
}

TEST_F(ChainedMessenger, IsPassedOverWhereTheExtensionIsNotEnabled) {
    info.createFlags = 1;
    info.enabledExtensionCount = 0;
    EXPECT_EQ(api::xrCreateInstance(&info, &instance), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_TRUE(ear.take().empty());
}

TEST_F(ChainedMessenger, HearsOfTheInstancesBeginningAndEndAndNothingBetween) {
    static FakeService* the_service = nullptr;
    FakeService service(ClockMode::lockstep);
    the_service = &service;
    set_service_connector([]() -> Result<std::unique_ptr<ServiceLink>> {
        log_warning("test", "connected");
        return the_service->link();
    });
    ASSERT_EQ(api::xrCreateInstance(&info, &instance), XR_SUCCESS);
    EXPECT_EQ(ear.take_one().text, "test: connected");
    EXPECT_EQ(api::xrPollEvent(instance, nullptr), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_TRUE(ear.take().empty());
    EXPECT_EQ(handle_table().find<Instance>(instance)->creation_messenger()->user_data, &ear);
    EXPECT_EQ(api::xrDestroyInstance(instance), XR_SUCCESS);
    EXPECT_FALSE(has_listeners());
    set_service_connector(nullptr);
}

}  // namespace
}  // namespace xrt::oxr
