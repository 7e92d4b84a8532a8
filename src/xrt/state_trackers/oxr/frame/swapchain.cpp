// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/swapchain.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include "auxiliary/util/log.hpp"
#include "ipc/conversion/swapchain.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/swapchain_request.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// An image of the frame that is shown now is free only after the next frame. To an application that waits for it and
/// ends no frame meanwhile, it is given after this long all the same: "the runtime must not block indefinitely".
constexpr Duration longest_wait_for_shown_image = std::chrono::seconds(1);
/// As the service's: one shown, one waiting, one drawn into.
constexpr size_t usual_image_count = 3;

/// MONADO_SWAPCHAIN_IMAGES=client: the application's graphics API allocates wherever it can.
bool client_allocates() {
    const char* wanted = std::getenv("MONADO_SWAPCHAIN_IMAGES");
    return wanted != nullptr && std::string_view(wanted) == "client";
}

Result<std::vector<NativeMemory>> duplicate(const std::vector<NativeMemory>& memory) {
    std::vector<NativeMemory> copies;
    for (const NativeMemory& each : memory) {
        UniqueFd fd(::fcntl(each.handle.fd.get(), F_DUPFD_CLOEXEC, 0));
        if (!fd.valid()) return os_error("cannot duplicate the handle of an image's memory", errno);
        copies.push_back(
            {{std::move(fd)}, each.size, each.memory_type_index, each.dedicated, each.image_count, each.image_stride});
    }
    return copies;
}

Outcome<SwapchainCreateInfo> check(Session& session, const XrSwapchainCreateInfo* info) {
    comp::GraphicsBinding* binding = session.graphics().binding.get();
    return check_swapchain_request(
        info, session.instance().system_info(), session.instance().features(),
        [&](int64_t format) { return binding == nullptr ? std::nullopt : binding->service_format(format); });
}

/// All but the chain.
template <typename State>
void keep(State& target, const State& source) {
    void* const chain = target.next;
    target = source;
    target.next = chain;
}

}  // namespace

ServiceSwapchain::ServiceSwapchain(std::shared_ptr<Session> session, proto::SwapchainId id)
    : session_(std::move(session)), id_(id) {}

/// After every frame that names it, so that the service does not get to see a swapchain that is gone.
ServiceSwapchain::~ServiceSwapchain() {
    if (session_ == nullptr || session_->instance().lost()) return;
    (void)session_->frames().flush();
    const auto destroyed = session_->instance().service().destroy_swapchain(id_);
    if (!destroyed.ok()) log_unreported(destroyed.error());
}

Outcome<std::shared_ptr<Swapchain>> Swapchain::create(std::shared_ptr<Session> session,
                                                      const XrSwapchainCreateInfo* request) {
    SwapchainCreateInfo info = TRY(check(*session, request));
    const FoveationWish foveation = TRY(read_foveation_wish(session->instance(), request->next));
    comp::GraphicsBinding& binding = *session->graphics().binding;
    info.prepared_by_client = binding.prepares_images();
    info.separate_memory = binding.needs_separate_memory();
    if (binding.needs_own_images() || (client_allocates() && binding.allocator() != nullptr)) {
        return create_of_own_images(std::move(session), info, foveation);
    }
    auto reply = TRY(session->instance().service().create_swapchain(to_proto(info)));
    ServiceSwapchain in_service(session, reply.swapchain);
    if (reply.memory.empty())
        return fail(XR_ERROR_RUNTIME_FAILURE, nullptr, "the service gave a swapchain without images");
    auto images = binding.import_swapchain(info, to_native(std::move(reply.memory)));
    if (images.ok()) {
        return complete(std::make_shared<Swapchain>(std::move(in_service), info, std::move(*images)), foveation);
    }
    // A device may be able to give memory away and not to take any.
    if (images.error().code != ErrorCode::unsupported || binding.allocator() == nullptr) return images.error();
    log_warning("oxr", "%s; the application's device allocates instead", images.error().message.c_str());
    return create_of_own_images(std::move(session), info, foveation);
}

/// The other way round: allocated here, imported by the service.
Outcome<std::shared_ptr<Swapchain>> Swapchain::create_of_own_images(std::shared_ptr<Session> session,
                                                                    const SwapchainCreateInfo& info,
                                                                    FoveationWish foveation) {
    comp::GraphicsBinding& binding = *session->graphics().binding;
    ImageNativeAllocator& allocator = *binding.allocator();
    std::vector<NativeMemory> allocated = TRY(allocator.allocate(info, info.static_image ? 1 : usual_image_count));
    auto imported = TRY(duplicate(allocated));
    auto images = TRY(binding.import_swapchain(info, std::move(imported)));
    const proto::ImageMemory kind = to_proto(allocator.memory());
    const auto reply =
        TRY(session->instance().service().import_swapchain(to_proto(info), kind, to_proto(std::move(allocated))));
    ServiceSwapchain in_service(session, reply.swapchain);
    return complete(std::make_shared<Swapchain>(std::move(in_service), info, std::move(images)), foveation);
}

Swapchain::Swapchain(ServiceSwapchain in_service, const SwapchainCreateInfo& info,
                     std::unique_ptr<comp::ImportedSwapchain> images)
    : in_service_(std::move(in_service)),
      info_(info),
      images_(std::move(images)),
      ring_(std::in_place, static_cast<uint32_t>(images_->image_count()), info.static_image) {}

Instance& Swapchain::instance() { return session().instance(); }

Outcome<> Swapchain::acquire(const XrSwapchainImageAcquireInfo* info, uint32_t* index) {
    TRY(check_type_if_any(info, XR_TYPE_SWAPCHAIN_IMAGE_ACQUIRE_INFO));
    TRY(check_pointer(index, "index"));
    auto ring = ring_.lock();
    const std::optional<uint32_t> next = ring->next_to_acquire();
    if (!next) {
        return fail(XR_ERROR_CALL_ORDER_INVALID, "swapchain", "has no image to acquire: %s",
                    info_.static_image ? "its only one has been acquired before" : "release one first");
    }
    TRY(images_->acquire_image(*next));
    ring->acquire();
    *index = *next;
    return XR_SUCCESS;
}

Outcome<> Swapchain::wait(const XrSwapchainImageWaitInfo* info) {
    TRY(check_type(info, XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO));
    const auto next = ring_.with([](const ImageRing& ring) { return ring.next_to_wait_for(); });
    if (!next) {
        return fail(XR_ERROR_CALL_ORDER_INVALID, "swapchain", "has no acquired image that has not been waited for");
    }
    const uint64_t last_use = ring_.with([&](const ImageRing& ring) { return ring.last_use(*next); });
    const Outcome<> free = wait_until_free(last_use, Duration(std::max<XrDuration>(info->timeout, 0)));
    if (free.code() == XR_SUCCESS) ring_.with([](ImageRing& ring) { ring.finish_wait(); });
    return free;
}

Outcome<> Swapchain::wait_until_free(uint64_t last_use, Duration timeout) {
    const FrameLoop& frames = session().frames();
    while (true) {
        const Duration slice = std::min(timeout, longest_wait_for_shown_image);
        switch (frames.counters().wait_retired(last_use, slice)) {
            case CounterOutcome::reached:
                return XR_SUCCESS;
            case CounterOutcome::instance_lost:
                return XR_ERROR_INSTANCE_LOST;
            case CounterOutcome::session_lost:
                return fail(XR_ERROR_SESSION_LOST, "swapchain", "is one of a lost session");
            case CounterOutcome::timed_out:
                break;
        }
        timeout -= slice;
        if (timeout <= Duration::zero()) return XR_TIMEOUT_EXPIRED;
        if (frames.last_number() == last_use) break;
    }
    log_warning("oxr", "the application waits for the image that it shows: it may be seen half drawn");
    return XR_SUCCESS;
}

Outcome<> Swapchain::release(const XrSwapchainImageReleaseInfo* info) {
    TRY(check_type_if_any(info, XR_TYPE_SWAPCHAIN_IMAGE_RELEASE_INFO));
    auto ring = ring_.lock();
    const std::optional<uint32_t> next = ring->next_to_release();
    if (!next) {
        return fail(XR_ERROR_CALL_ORDER_INVALID, "swapchain",
                    "has no image to release: one must be acquired and successfully waited for first");
    }
    TRY(images_->release_image(*next));
    ring->release();
    return XR_SUCCESS;
}

uint32_t Swapchain::acquired_count() const {
    return ring_.with([](const ImageRing& ring) { return ring.acquired_count(); });
}

std::optional<uint32_t> Swapchain::released_image() const {
    return ring_.with([](const ImageRing& ring) { return ring.released(); });
}

void Swapchain::note_use(uint32_t index, uint64_t number) {
    ring_.with([&](ImageRing& ring) { ring.note_use(index, number); });
}

void Swapchain::expect_acquire() {
    const FrameCounters& counters = session().frames().counters();
    ring_.with([&](const ImageRing& ring) {
        const std::optional<uint32_t> next = ring.next_to_acquire();
        if (next && counters.retired(ring.last_use(*next))) images_->expect_acquire(*next);
    });
}

Outcome<> Swapchain::set_sampler(const XrSwapchainStateSamplerVulkanFB& state) {
    const proto::Sampler sampler = TRY(read_sampler(state));
    TRY(instance().service().set_sampler(id(), sampler));
    samplers_.with([&](Samplers& samplers) { keep(samplers.vulkan, state); });
    return XR_SUCCESS;
}

/// The application's textures first: its context may refuse.
Outcome<> Swapchain::set_sampler(const XrSwapchainStateSamplerOpenGLESFB& state) {
    const proto::Sampler sampler = TRY(read_sampler(state));
    if (const auto set = images_->set_texture_parameters(texture_parameters(state)); !set.ok()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"state", "xrUpdateSwapchainFB"},
                    "cannot be given to the textures: %s", set.error().message.c_str());
    }
    TRY(instance().service().set_sampler(id(), sampler));
    samplers_.with([&](Samplers& samplers) { keep(samplers.opengl_es, state); });
    return XR_SUCCESS;
}

void Swapchain::get_sampler(XrSwapchainStateSamplerVulkanFB& state) const {
    samplers_.with([&](const Samplers& samplers) { keep(state, samplers.vulkan); });
}

void Swapchain::get_sampler(XrSwapchainStateSamplerOpenGLESFB& state) const {
    samplers_.with([&](const Samplers& samplers) { keep(state, samplers.opengl_es); });
}

}  // namespace xrt::oxr
