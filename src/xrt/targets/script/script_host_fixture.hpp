// SPDX-License-Identifier: BSL-1.0
//
// A whole system with the virtual clock for scripts: simulated devices, the null compositor, and clients without graphics whose frames
// move the time on.
#pragma once

#include <gmock/gmock.h>

#include "auxiliary/os/test_folder.hpp"
#include "service/client_session.hpp"
#include "service/control_session.hpp"
#include "targets/common/simulated_instance.hpp"
#include "targets/script/script_host.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::script {

inline constexpr Duration period{11'111'111};

class Stage {
 public:
    explicit Stage(std::string script = "", std::string record = "") : status(UniqueFd()) {
        Options options;
        options.compositor = CompositorKind::null;
        options.clock = ClockMode::lockstep;
        options.script = std::move(script);
        options.record = std::move(record);
        scripts = std::move(*ScriptHost::create(options, status));
        system =
            std::move(*System::create(std::make_unique<SimulatedInstance>(options, status), scripts->observer(),
                                      {.exit_after_frames = 0, .limits = {}, .stagehands = scripts->stagehands()}));
        scripts->attach(*system);
    }
    StatusWriter status;
    std::unique_ptr<ScriptHost> scripts;
    std::unique_ptr<System> system;
};

/// What an application would see when it draws a frame.
struct Sight {
    Pose head, right_grip;
    uint32_t head_flags = 0;
    std::vector<float> inputs;
    bool operator==(const Sight&) const = default;
};

class Player {
 public:
    explicit Player(Stage& stage, const std::string& name = "player") : session(*stage.system, 1) {
        proto::ClientInfo info;
        info.application_name = name;
        const Result<proto::IntroduceReply> reply = session.introduce(info);
        devices.emplace(*MappedSegment<DeviceSegment>::map(reply->device_segment.get()));
        memory.emplace(*MappedSegment<ClientSegment>::map(reply->client_segment.get()));
        EXPECT_TRUE(session.create_session(proto::SessionKind::headless, std::nullopt).ok());
        EXPECT_TRUE(session.begin_session(proto::ViewConfiguration::stereo, {}).ok());
    }

    /// As xrWaitFrame predicts it, and xrLocateSpace and xrSyncActions have it.
    Sight look() const {
        Sight sight;
        const Time shown = time_from_nanoseconds((*devices)->virtual_now) + period;
        const SharedPoseSample head = sample((*devices)->head_pose, shown);
        sight.head = head.world_from_pose;
        sight.head_flags = head.flags;
        sight.right_grip = sample(pose("/input/grip/pose", 2), shown).world_from_pose;
        SharedInputs inputs;
        EXPECT_TRUE((*memory)->inputs.try_load(inputs));
        for (uint32_t i = 0; i < inputs.count; ++i)
            sight.inputs.push_back(inputs.values[i].active ? inputs.values[i].x : -1);
        return sight;
    }
    /// Looks, draws and ends a frame, so many times.
    std::vector<Sight> play(int frames) {
        std::vector<Sight> sights;
        for (int i = 0; i < frames; ++i) {
            sights.push_back(look());
            proto::Frame frame;
            frame.number = ++number;
            EXPECT_TRUE(session.end_frame(frame, {}).ok());
        }
        return sights;
    }
    float right(std::string_view component) const {
        SharedInputTable table;
        SharedInputs inputs;
        EXPECT_TRUE((*devices)->input_table.try_load(table));
        EXPECT_TRUE((*memory)->inputs.try_load(inputs));
        for (uint32_t i = 0; i < table.input_count; ++i) {
            if (table.inputs[i].device == 2 && component == table.inputs[i].component.data()) return inputs.values[i].x;
        }
        return -2;
    }

    ClientSession session;
    std::optional<MappedSegment<DeviceSegment>> devices;
    std::optional<MappedSegment<ClientSegment>> memory;
    uint64_t number = 0;

 private:
    uint32_t pose(std::string_view component, uint32_t device) const {
        for (uint32_t i = 0; i < (*devices)->pose_count; ++i) {
            const auto& entry = (*devices)->poses[i];
            if (entry.device == device && component == entry.component.data()) return i;
        }
        return 0;
    }
    SharedPoseSample sample(uint32_t pose, Time time) const {
        const int64_t since = to_nanoseconds(time) - (*devices)->pose_sample_epoch;
        EXPECT_EQ(since % (*devices)->pose_sample_spacing, 0) << "display times are on the grid";
        SharedPoseSample sample;
        const auto index = static_cast<size_t>(since / (*devices)->pose_sample_spacing) % pose_ring_size;
        EXPECT_TRUE((*devices)->rings[pose].samples[index].try_load(sample));
        EXPECT_EQ(sample.time, to_nanoseconds(time));
        return sample;
    }
};

/// Without what it gives.
template <typename Reply>
Result<void> done(const Result<Reply>& reply) {
    if (!reply) return reply.error();
    return {};
}

}  // namespace xrt::script
