// SPDX-License-Identifier: BSL-1.0
//
// XrPassthroughFB and XrPassthroughLayerFB (XR_FB_passthrough): what is around the person, seen below or between the
// application's layers. Here are the switches and the styles; the compositor draws the simulated room.
#pragma once

#include <atomic>
#include <memory>

#include "auxiliary/util/guarded.hpp"
#include "proto/frame.hpp"
#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

class Instance;
class Session;

/// One per session.
class Passthrough final : public Object {
 public:
    using Handle = XrPassthroughFB;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_PASSTHROUGH_FB;

    /// XR_ERROR_FEATURE_ALREADY_CREATED_PASSTHROUGH_FB while the session has one.
    static Outcome<> create(std::shared_ptr<Session> session, const XrPassthroughCreateInfoFB* info,
                            XrPassthroughFB* handle);
    Passthrough(std::shared_ptr<Session> session, bool running) : session_(std::move(session)), running_(running) {}

    Instance& instance();
    Session& session() { return *session_; }
    void set_running(bool running) { running_ = running; }
    bool is_running() const { return running_; }

 private:
    const std::shared_ptr<Session> session_;
    std::atomic<bool> running_;
};

/// Outlives the XrPassthroughFB that it was made for, but is not seen any more.
class PassthroughLayer final : public Object {
 public:
    using Handle = XrPassthroughLayerFB;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_PASSTHROUGH_LAYER_FB;

    /// XR_ERROR_FEATURE_REQUIRED_PASSTHROUGH_FB if the session has no XrPassthroughFB.
    static Outcome<> create(std::shared_ptr<Session> session, const XrPassthroughLayerCreateInfoFB* info,
                            XrPassthroughLayerFB* handle);
    PassthroughLayer(std::shared_ptr<Session> session, std::weak_ptr<Passthrough> feature, bool running)
        : session_(std::move(session)), feature_(std::move(feature)), running_(running) {}

    Instance& instance();
    Session& session() { return *session_; }
    void set_running(bool running) { running_ = running; }
    Outcome<> set_style(const XrPassthroughStyleFB* style);

    /// None while the layer or the whole of passthrough is paused.
    std::optional<proto::PassthroughLayer> content() const;

 private:
    const std::shared_ptr<Session> session_;
    const std::weak_ptr<Passthrough> feature_;
    std::atomic<bool> running_;
    Guarded<proto::PassthroughLayer> style_{std::in_place, proto::PassthroughLayer{1, {}, {}}};
};

}  // namespace xrt::oxr
