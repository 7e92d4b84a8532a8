// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <array>
#include <cstdio>

#include "targets/common/xml_text.hpp"
#include "targets/compare/report.hpp"

namespace xrt::compare {
namespace {

constexpr std::string_view style = R"(<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 78em; padding: 0 1em; color: #222; background: #fff }
section { border-left: 4px solid #c33; padding-left: 1em; margin: 2em 0 }
h2 { font-size: 1.1em; margin: 0 }
figure { display: inline-block; margin: .5em 1em .5em 0 }
figcaption { font-size: .85em; color: #666 }
img { width: 15em; display: block; border: 1px solid #bbb }
table { border-collapse: collapse } td, th { text-align: left; padding: .1em 1.5em .1em 0 }
</style>
)";

std::string number(double value) {
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

/// Links and images are names of files beside the page.
std::string figure(const std::string& picture, const std::string& kind) {
    const std::string file = xml_text(report_picture_name(picture, kind));
    return "<figure><a href=\"" + file + "\"><img src=\"" + file + "\" alt=\"" + xml_text(kind) +
           "\" loading=\"lazy\"></a><figcaption>" + xml_text(kind) + "</figcaption></figure>\n";
}

std::string section(const ReportEntry& entry) {
    std::string html =
        "<section><h2>" + xml_text(entry.result.name) + "</h2>\n<p>" + xml_text(entry.result.message) + "</p>\n";
    for (const std::string& kind : entry.pictures) {
        if (kind != "side-by-side") html += figure(entry.result.name, kind);
    }
    const bool joined = std::find(entry.pictures.begin(), entry.pictures.end(), "side-by-side") != entry.pictures.end();
    if (joined) {
        html += "<p><a href=\"" + xml_text(report_picture_name(entry.result.name, "side-by-side")) +
                "\">side by side</a></p>\n";
    }
    return html + "</section>\n";
}

std::string row(const PictureResult& result) {
    return "<tr><td>" + xml_text(result.name) + "</td><td>" + std::to_string(result.comparison.differing) + " of " +
           std::to_string(result.comparison.compared) + "</td><td>" + std::to_string(result.comparison.largest) +
           "</td></tr>\n";
}

std::string head(const std::string& title, const Tolerance& tolerance, size_t bad, size_t all) {
    const std::string heading =
        bad == 0 ? "All " + std::to_string(all) + " pictures are as the golden ones"
                 : std::to_string(bad) + " of " + std::to_string(all) + " pictures are not as the golden ones";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + xml_text(title) +
           "</title>\n" + std::string(style) + "</head>\n<body>\n<h1>" + xml_text(title) + "</h1>\n<p>" + heading +
           ". A pixel differs where a channel does by more than " + std::to_string(tolerance.channel) + "; " +
           number(tolerance.pixel_share * 100) +
           " % of a picture's pixels may. In pictures of the difference, what differs is red, "
           "what differs within the tolerance orange, and what a mask leaves out blue.</p>\n";
}

}  // namespace

std::string report_page(const std::string& title, const Tolerance& tolerance, std::span<const ReportEntry> entries) {
    std::string sections, rows;
    size_t bad = 0;
    for (const ReportEntry& entry : entries) {
        if (entry.result.good()) {
            rows += row(entry.result);
        } else {
            sections += section(entry);
            ++bad;
        }
    }
    std::string page = head(title, tolerance, bad, entries.size()) + sections;
    if (!rows.empty()) {
        page +=
            "<h2>As the golden ones</h2>\n<table>\n<tr><th>picture</th><th>pixels that differ</th><th>the most, in a "
            "channel</th></tr>\n" +
            rows + "</table>\n";
    }
    return page + "</body>\n</html>\n";
}

}  // namespace xrt::compare
