// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/timeline_json.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "targets/common/json_text.hpp"

namespace xrt::ctl {
namespace {

using proto::TimelineEvent;
using proto::TimelineKind;

constexpr uint32_t service_process = 1, first_client_process = 1000;
// Tracks of a client: steps that may overlap have one each.
constexpr uint32_t wait_track = 1, begin_track = 2, frame_track = 3, delivery_track = 4;
// Tracks of the service.
constexpr uint32_t compositor_track = 1, gpu_track = 2, display_track = 3;

/// Microseconds, as the format wants them.
std::string microseconds(int64_t nanoseconds) {
    std::array<char, 40> text;
    const int64_t rest = nanoseconds % 1000;
    std::snprintf(text.data(), text.size(), "%lld.%03lld", static_cast<long long>(nanoseconds / 1000),
                  static_cast<long long>(rest));
    return text.data();
}

class Writer {
 public:
    void name(const char* what, uint32_t process, uint32_t track, const std::string& name) {
        add("{\"ph\":\"M\",\"name\":\"" + std::string(what) + "\"" + place(process, track) +
            ",\"args\":{\"name\":" + json_string(name) + "}}");
    }
    void slice(uint32_t process, uint32_t track, const std::string& name, Time begin, Time end,
               const std::string& arguments) {
        add("{\"ph\":\"X\",\"cat\":\"frame\",\"name\":" + json_string(name) + place(process, track) + at(begin) +
            ",\"dur\":" + microseconds((end - begin).count()) + ",\"args\":{" + arguments + "}}");
    }
    void instant(uint32_t process, uint32_t track, const std::string& name, Time time, const std::string& arguments) {
        add("{\"ph\":\"i\",\"s\":\"t\",\"cat\":\"frame\",\"name\":" + json_string(name) + place(process, track) +
            at(time) + ",\"args\":{" + arguments + "}}");
    }
    /// `phase`: "s" where an arrow starts, "f" where it ends. It belongs to the slice around that time.
    void arrow(const char* phase, uint32_t process, uint32_t track, uint64_t id, Time time) {
        add("{\"ph\":\"" + std::string(phase) + "\",\"bp\":\"e\",\"cat\":\"frame\",\"name\":\"frame\",\"id\":" +
            std::to_string(id) + place(process, track) + at(time) + "}");
    }
    std::string finish() { return "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n" + text_ + "\n]}\n"; }

 private:
    static std::string place(uint32_t process, uint32_t track) {
        return ",\"pid\":" + std::to_string(process) + ",\"tid\":" + std::to_string(track);
    }
    static std::string at(Time time) { return ",\"ts\":" + microseconds(to_nanoseconds(time)); }
    void add(const std::string& event) { text_ += (text_.empty() ? "" : ",\n") + event; }

    std::string text_;
};

uint32_t process_of(uint32_t client) { return first_client_process + client; }

/// Small enough to be exact as a number of JSON.
uint64_t arrow_id(const TimelineEvent& event) {
    return (uint64_t{event.client} & 0xfffff) << 32 | (event.frame & 0xffffffff);
}

std::string of_frame(const TimelineEvent& event) { return "\"frame\":" + std::to_string(event.frame); }
std::string of_composition(uint64_t number) { return "\"composition\":" + std::to_string(number); }

/// What is known of one composition.
struct Composition {
    std::vector<TimelineEvent> latched;
    Time begin = Time::max(), end = Time::min();

    void cover(Time from, Time until) {
        begin = std::min(begin, from);
        end = std::max(end, until);
    }
};

class Converter {
 public:
    explicit Converter(const std::map<uint32_t, std::string>& applications) : applications_(applications) {}

    std::string convert(const std::vector<TimelineEvent>& events) {
        name_service();
        for (const TimelineEvent& event : events) add(event);
        for (const auto& [number, composition] : compositions_) write(number, composition);
        return writer_.finish();
    }

 private:
    void name_service() {
        writer_.name("process_name", service_process, 0, "monado-service");
        writer_.name("thread_name", service_process, compositor_track, "compositor");
        writer_.name("thread_name", service_process, gpu_track, "GPU");
        writer_.name("thread_name", service_process, display_track, "display");
    }

    void name_client(uint32_t client) {
        if (!named_.insert(client).second) return;
        const auto found = applications_.find(client);
        const std::string name = found == applications_.end() ? "application" : found->second;
        const uint32_t process = process_of(client);
        writer_.name("process_name", process, 0, name + " (client " + std::to_string(client) + ")");
        writer_.name("thread_name", process, wait_track, "xrWaitFrame");
        writer_.name("thread_name", process, begin_track, "until xrBeginFrame");
        writer_.name("thread_name", process, frame_track, "xrBeginFrame to xrEndFrame");
        writer_.name("thread_name", process, delivery_track, "GPU and delivery");
    }

    void add(const TimelineEvent& event) {
        if (event.client != 0) name_client(event.client);
        switch (event.kind) {
            case TimelineKind::wait:
                return client_slice(event, wait_track, "wait");
            case TimelineKind::prepare:
                return client_slice(event, begin_track, "begin");
            case TimelineKind::render:
                client_slice(event, frame_track, "end");
                return writer_.arrow("s", process_of(event.client), frame_track, arrow_id(event), event.begin);
            case TimelineKind::deliver:
                return delivery(event);
            case TimelineKind::latch:
                compositions_[event.composition].latched.push_back(event);
                return compositions_[event.composition].cover(event.begin, event.begin + std::chrono::microseconds(1));
            case TimelineKind::draw:
                return compositor_slice(event, "draw");
            case TimelineKind::present:
                return compositor_slice(event, "present");
            case TimelineKind::gpu:
                return writer_.slice(service_process, gpu_track, "draw", event.begin, event.end,
                                     of_composition(event.composition));
            case TimelineKind::display:
                return writer_.instant(service_process, display_track, "display", event.begin,
                                       of_composition(event.composition));
        }
    }

    void client_slice(const TimelineEvent& event, uint32_t track, const char* name) {
        writer_.slice(process_of(event.client), track, name, event.begin, event.end, of_frame(event));
    }

    /// The GPU may be busy with several frames at a time; they arrive one after the other.
    void delivery(TimelineEvent event) {
        Time& last = last_delivery_[event.client];
        event.begin = std::min(std::max(event.begin, last), event.end);
        last = event.end;
        client_slice(event, delivery_track, "deliver");
    }

    void compositor_slice(const TimelineEvent& event, const char* name) {
        compositions_[event.composition].cover(event.begin, event.end);
        writer_.slice(service_process, compositor_track, name, event.begin, event.end,
                      of_composition(event.composition));
    }

    /// With the virtual clock frames are latched while the composition before is still drawn; slices must not overlap.
    void write(uint64_t number, const Composition& composition) {
        const Time begin = std::max(composition.begin, last_composition_);
        last_composition_ = std::max(composition.end, begin + std::chrono::microseconds(1));
        writer_.slice(service_process, compositor_track, "composition", begin, last_composition_,
                      of_composition(number));
        for (const TimelineEvent& event : composition.latched) {
            writer_.instant(service_process, compositor_track, "latch", event.begin,
                            "\"client\":" + std::to_string(event.client) + "," + of_frame(event));
            if (event.client == 0) continue;
            writer_.arrow("f", service_process, compositor_track, arrow_id(event), std::max(begin, event.begin));
        }
    }

    const std::map<uint32_t, std::string>& applications_;
    Writer writer_;
    std::set<uint32_t> named_;
    std::map<uint64_t, Composition> compositions_;
    std::map<uint32_t, Time> last_delivery_;
    Time last_composition_ = Time::min();
};

}  // namespace

std::string to_trace_json(const std::vector<TimelineEvent>& events,
                          const std::map<uint32_t, std::string>& applications) {
    return Converter(applications).convert(events);
}

}  // namespace xrt::ctl
