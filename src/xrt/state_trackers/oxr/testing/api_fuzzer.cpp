// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/testing/api_fuzzer.hpp"

#include <map>
#include <random>
#include <set>
#include <tuple>
#include <typeinfo>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/debug/validation_level.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/testing/fake_graphics.hpp"
#include "state_trackers/oxr/testing/fake_service.hpp"
#include "state_trackers/oxr/testing/fake_waiter.hpp"
#include "state_trackers/oxr/testing/fuzz_arguments.hpp"

namespace xrt::oxr {
namespace {

/// The application that makes the calls: one instance with every extension, one session that draws, and what it was given.
class Application {
 public:
    Application(FuzzBytes& bytes, const LinkFactory& link)
        : bytes_(bytes), arguments_(bytes), is_headless_(link != nullptr) {
        InstanceRequest request;
        for (size_t i = 0; i < static_cast<size_t>(Feature::count); ++i) request.features.add(static_cast<Feature>(i));
        request.api_version = XR_API_VERSION_1_1;
        auto made = Instance::create(request, link ? link() : service_.link(), std::make_unique<FakeWaiter>(time_));
        (void)handle_table().insert(*made, 0, &instance_);
        arguments_.remember(to_raw(instance_));
        for (const char* text : {"/user/hand/left", "/user/hand/right", "/interaction_profiles/khr/simple_controller",
                                 "/user/hand/left/input/select/click", "/user/hand/right/input/grip/pose"}) {
            XrPath path = XR_NULL_PATH;
            (void)api::xrStringToPath(instance_, text, &path);
            arguments_.remember(path);
        }
        make_session();
    }
    ~Application() { (void)api::xrDestroyInstance(instance_); }
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    bool is_alive() const { return handle_table().find<Instance>(instance_) != nullptr; }

    template <typename... Arguments>
    XrResult call(XrResult (*function)(Arguments...)) {
        std::tuple<Arguments...> values{usual<Arguments>()...};
        if (!may_call(function, values)) return XR_SUCCESS;
        const XrResult result = std::apply(function, values);
        if (result >= 0) std::apply([&](auto&... each) { (keep(each), ...); }, values);
        note(function, values, result);
        arguments_.forget_memory();
        return result;
    }
    void advance() { time_.now += std::chrono::milliseconds(1); }

 private:
    void make_session() {
        XrSession session = XR_NULL_HANDLE;
        const bool draws = !is_headless_ && !bytes_.one_in(4);
        SessionGraphics graphics = draws ? make_fake_graphics(log_) : SessionGraphics{};
        (void)Session::create(*handle_table().find<Instance>(instance_), std::move(graphics), &session);
        arguments_.remember(to_raw(session));
        session_ = session;
    }

    /// The right instance and session mostly, or hardly any call would get beyond its first check.
    template <typename Argument>
    Argument usual() {
        if constexpr (std::is_same_v<Argument, XrInstance>) {
            if (!bytes_.one_in(32)) return instance_;
        }
        if constexpr (std::is_same_v<Argument, XrSession>) {
            if (!bytes_.one_in(32)) return session_;
        }
        if constexpr (HandleType<Argument>) {
            if (auto& made = last_of<Argument>(); made != 0 && !bytes_.one_in(8)) return from_raw<Argument>(made);
        }
        return arguments_.make<Argument>();
    }

    template <typename Handle>
    uint64_t& last_of() {
        return last_[typeid(Handle).hash_code()];
    }

    /// Handles that a call gave.
    template <typename Argument>
    void keep(Argument& argument) {
        if constexpr (std::is_pointer_v<Argument>) {
            if constexpr (HandleType<std::remove_pointer_t<Argument>>) {
                if (argument == nullptr) return;
                arguments_.remember(to_raw(*argument));
                last_of<std::remove_pointer_t<Argument>>() = to_raw(*argument);
                if constexpr (std::is_same_v<Argument, XrSession*>) session_ = *argument;
            }
        }
    }

    /// A second xrWaitFrame waits for xrBeginFrame, as it must: nobody else would call that.
    template <typename Function, typename Values>
    bool may_call(Function* function, const Values& values) {
        if constexpr (std::is_same_v<Function*, PFN_xrWaitFrame>) {
            if (function == &api::xrWaitFrame) return !waited_.contains(std::get<0>(values));
        }
        return true;
    }
    template <typename Function, typename Values>
    void note(Function* function, const Values& values, XrResult result) {
        if (result < 0) return;
        if constexpr (std::is_same_v<Function*, PFN_xrWaitFrame>) {
            if (function == &api::xrWaitFrame) waited_.insert(std::get<0>(values));
        }
        if constexpr (std::is_same_v<Function*, PFN_xrBeginFrame>) {
            if (function == &api::xrBeginFrame) waited_.erase(std::get<0>(values));
        }
        if constexpr (std::is_same_v<Function*, PFN_xrBeginSession>) {
            if (function == &api::xrBeginSession) waited_.erase(std::get<0>(values));
        }
    }

    FuzzBytes& bytes_;
    FuzzArguments arguments_;
    const bool is_headless_;
    FakeService service_{ClockMode::lockstep};
    FakeTime time_;
    FakeGraphicsLog log_;
    XrInstance instance_ = XR_NULL_HANDLE;
    XrSession session_ = XR_NULL_HANDLE;
    std::map<size_t, uint64_t> last_;
    std::set<XrSession> waited_;
};

struct Call {
    std::string_view name;
    XrResult (*call)(Application&);
};

/// Those that lead into the application's graphics API, where arbitrary arguments are the application's own affair, and those that
/// would leave this process's fake service, are left out.
bool is_left_out(std::string_view name) {
    return name.find("Vulkan") != std::string_view::npos || name == "xrCreateInstance" || name == "xrDestroyInstance";
}

std::vector<Call> all_calls() {
    std::vector<Call> calls;
#define XRT_OXR_CALL(name, feature) \
    if (!is_left_out("xr" #name)) calls.push_back({"xr" #name, [](Application& a) { return a.call(&api::xr##name); }});
    XRT_OXR_LIST_FUNCTIONS(XRT_OXR_CALL)
#undef XRT_OXR_CALL
    // A frame takes three calls in the right order, and events must be polled for anything to happen at all.
    for (int i = 0; i < 4; ++i) {
        calls.push_back({"xrPollEvent", [](Application& a) { return a.call(&api::xrPollEvent); }});
        calls.push_back({"xrBeginSession", [](Application& a) { return a.call(&api::xrBeginSession); }});
        calls.push_back({"xrWaitFrame", [](Application& a) { return a.call(&api::xrWaitFrame); }});
        calls.push_back({"xrBeginFrame", [](Application& a) { return a.call(&api::xrBeginFrame); }});
        calls.push_back({"xrEndFrame", [](Application& a) { return a.call(&api::xrEndFrame); }});
        calls.push_back({"xrSyncActions", [](Application& a) { return a.call(&api::xrSyncActions); }});
    }
    return calls;
}

}  // namespace

FuzzResult run_api_sequence(std::span<const uint8_t> bytes, size_t most_calls, const LinkFactory& link) {
    static const std::vector<Call> calls = all_calls();
    set_validation_level(ValidationLevel::off);
    const size_t handles_before = handle_table().size();
    FuzzResult result;
    {
        FuzzBytes choices(bytes);
        Application application(choices, link);
        while (!choices.empty() && result.calls < most_calls) {
            const size_t chosen = choices.below(256) % calls.size();
            ++result.calls;
            if (calls[chosen].call(application) >= 0) ++result.succeeded;
            application.advance();
        }
    }
    result.handles_left = handle_table().size() - handles_before;
    return result;
}

std::vector<uint8_t> fuzz_bytes_from(uint64_t seed, size_t size) {
    std::mt19937_64 generator(seed);
    std::vector<uint8_t> bytes(size);
    for (uint8_t& each : bytes) each = static_cast<uint8_t>(generator());
    return bytes;
}

}  // namespace xrt::oxr
