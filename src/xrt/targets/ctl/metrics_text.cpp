// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/metrics_text.hpp"

#include <charconv>

namespace xrt::ctl {
namespace {

using proto::ClientMetrics;
using proto::GetMetricsReply;

std::string seconds(Duration duration) {
    char text[32];
    const double value = std::chrono::duration<double>(duration).count();
    const auto written = std::to_chars(text, text + sizeof(text), value);
    return {text, written.ptr};
}

std::string head(const std::string& name, const char* type, const char* help) {
    return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

std::string labels_of(const ClientMetrics& client) {
    return "client=\"" + std::to_string(client.client) + "\",application=\"" +
           prometheus_label(client.application_name) + "\"";
}

std::string single(const std::string& name, const char* type, const char* help, const std::string& value) {
    return head(name, type, help) + name + " " + value + "\n";
}

/// One line for each client. A metric that nobody has is left out.
std::string per_client(const GetMetricsReply& metrics, const std::string& name, const char* help,
                       uint64_t ClientMetrics::*value) {
    std::string text;
    for (const ClientMetrics& client : metrics.clients) {
        text += name + "{" + labels_of(client) + "} " + std::to_string(client.*value) + "\n";
    }
    return text.empty() ? text : head(name, "counter", help) + text;
}

std::string latency_of(const GetMetricsReply& metrics, const ClientMetrics& client) {
    const std::string name = "monado_client_frame_latency_seconds", labels = labels_of(client);
    std::string text;
    uint64_t so_far = 0;
    for (size_t i = 0; i <= metrics.latency_bounds.size(); ++i) {
        so_far += client.latency[i];
        const bool last = i == metrics.latency_bounds.size();
        const std::string bound = last ? "+Inf" : seconds(metrics.latency_bounds[i]);
        text += name + "_bucket{" + labels + ",le=\"" + bound + "\"} " + std::to_string(so_far) + "\n";
    }
    text += name + "_sum{" + labels + "} " + seconds(client.latency_sum) + "\n";
    return text + name + "_count{" + labels + "} " + std::to_string(so_far) + "\n";
}

std::string latency(const GetMetricsReply& metrics) {
    std::string text;
    for (const ClientMetrics& client : metrics.clients) text += latency_of(metrics, client);
    if (text.empty()) return text;
    return head("monado_client_frame_latency_seconds", "histogram",
                "Time from the end of a frame to its display, with the real clock.") +
           text;
}

std::string of_compositor(const proto::CompositorMetrics& it) {
    return single("monado_compositor_compositions_total", "counter",
                  "Display periods for which something new was shown, drawn or not.", std::to_string(it.compositions)) +
           single("monado_compositor_drawn_total", "counter", "Compositions that were drawn because somebody looked.",
                  std::to_string(it.drawn)) +
           single("monado_compositor_late_total", "counter", "Compositions that were drawn after their display time.",
                  std::to_string(it.late)) +
           single("monado_compositor_draw_seconds_total", "counter", "Time spent on drawing.", seconds(it.draw_time)) +
           single("monado_compositor_gpu_seconds_total", "counter", "Time that the GPU spent on it.",
                  seconds(it.gpu_time)) +
           single("monado_captures", "gauge", "Captures that are attached.", std::to_string(it.captures)) +
           single("monado_captured_pictures_total", "counter", "Pictures that were sent to tools.",
                  std::to_string(it.pictures)) +
           single("monado_display_period_seconds", "gauge", "From one display time to the next.",
                  seconds(it.display_period));
}

}  // namespace

std::string prometheus_label(std::string_view value) {
    std::string escaped;
    for (const char character : value) {
        if (character == '\n') {
            escaped += "\\n";
            continue;
        }
        if (character == '\\' || character == '"') escaped += '\\';
        escaped += character;
    }
    return escaped;
}

std::string to_prometheus(const GetMetricsReply& metrics) {
    return single("monado_clients", "gauge", "Applications that are connected.",
                  std::to_string(metrics.clients.size())) +
           per_client(metrics, "monado_client_frames_total", "Frames that the application ended.",
                      &ClientMetrics::frames) +
           per_client(metrics, "monado_client_frames_shown_total",
                      "Frames that a composition took; the others were replaced before.", &ClientMetrics::shown) +
           per_client(metrics, "monado_client_periods_missed_total",
                      "Display periods by which frames came later than they were to be shown.",
                      &ClientMetrics::missed) +
           latency(metrics) + of_compositor(metrics.compositor);
}

}  // namespace xrt::ctl
