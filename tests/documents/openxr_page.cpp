// SPDX-License-Identifier: BSL-1.0
#include "openxr_page.hpp"

#include <map>
#include <sstream>

#include "auxiliary/interaction/profile_table.hpp"
#include "state_trackers/oxr/core/entry_points.hpp"
#include "state_trackers/oxr/core/handle_table.hpp"
#include "state_trackers/oxr/debug/session_labels.hpp"
#include "state_trackers/oxr/instance/event_queue.hpp"
#include "state_trackers/oxr/instance/path_store.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::documents {
namespace {

using namespace oxr;

std::string name_of(Feature feature) {
    if (feature == Feature::VERSION_1_0) return "OpenXR 1.0";
    if (feature == Feature::VERSION_1_1) return "OpenXR 1.1";
    for (const ExtensionInfo& each : extensions) {
        if (each.feature == feature) return each.name;
    }
    return "?";
}

std::string functions_table() {
    std::map<Feature, std::string> lines;
    for (const EntryPoint& each : entry_points()) {
        std::string& line = lines[each.feature];
        line.append(line.empty() ? "" : ", ").append(each.name);
    }
    std::string table = "| of | functions |\n|---|---|\n";
    for (const auto& [feature, functions] : lines) {
        table.append("| ").append(name_of(feature)).append(" | ").append(functions).append(" |\n");
    }
    return table;
}

std::string extensions_table() {
    std::string table = "| extension | version |\n|---|---|\n";
    for (const ExtensionInfo& each : extensions) {
        table.append("| ").append(each.name).append(" | ").append(std::to_string(each.version));
        table.append(needs_density_maps(each.feature) ? ", where the device has density maps |\n" : " |\n");
    }
    return table;
}

std::string name_of(OriginSet origins) {
    std::string names;
    for (const Origin each : all_origins()) {
        if (!origins.has(each)) continue;
        const char* version = each == Origin::version_1_0 ? "OpenXR 1.0" : "OpenXR 1.1";
        const bool is_version = each == Origin::version_1_0 || each == Origin::version_1_1;
        names.append(names.empty() ? "" : ", ").append(is_version ? version : to_string(each));
    }
    return names;
}

std::string profiles_table() {
    std::string table = "| profile | device | brought by |\n|---|---|---|\n";
    for (const InteractionProfile& each : interaction_profiles()) {
        table.append("| ").append(each.path).append(" | ").append(each.title).append(" | ");
        table.append(name_of(each.origins)).append(" |\n");
    }
    return table;
}

std::string limits_table() {
    std::ostringstream table;
    table << "| limit | of |\n|---|---|\n"
          << "| " << HandleTable::capacity << " | handles in a process |\n"
          << "| " << PathStore::capacity << " | paths in an instance |\n"
          << "| " << EventQueue::capacity << " | events that wait to be polled; what comes then is counted as lost |\n"
          << "| 1 | session in an instance at a time |\n"
          << "| " << max_layers << " | composition layers in a frame |\n"
          << "| " << max_swapchain_images << " | images in a swapchain |\n"
          << "| " << SessionLabels::most_regions << " | nested debug label regions in a session |\n";
    return table.str();
}

std::string table_named(const std::string& name) {
    if (name == "functions") return functions_table();
    if (name == "extensions") return extensions_table();
    if (name == "profiles") return profiles_table();
    if (name == "limits") return limits_table();
    return "there is no table " + name + "\n";
}

}  // namespace

std::string with_tables(const std::string& page) {
    static constexpr const char *mark = "<!-- table: ", *end_of_mark = " -->\n", *end = "<!-- end -->";
    std::string result;
    size_t place = 0;
    for (size_t found = page.find(mark); found != std::string::npos; found = page.find(mark, place)) {
        const size_t name = found + std::string(mark).size();
        const size_t name_end = page.find(end_of_mark, name);
        const size_t table_end = page.find(end, name);
        if (name_end == std::string::npos || table_end == std::string::npos) return "a mark of a table has no end\n";
        const size_t table = name_end + std::string(end_of_mark).size();
        result.append(page, place, table - place);
        result.append("\n").append(table_named(page.substr(name, name_end - name))).append("\n");
        place = table_end;
    }
    return result.append(page, place);
}

}  // namespace xrt::documents
