// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/table.hpp"

#include <algorithm>

namespace xrt::ctl {

std::string printable(std::string text) {
    // C1 controls are two bytes in UTF-8: c2 80 to c2 9f.
    for (size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        if (byte < 0x20 || byte == 0x7f) text[i] = '?';
        if (byte == 0xc2 && next >= 0x80 && next < 0xa0) text.replace(i, 2, "?");
    }
    return text;
}

std::string to_table(const std::vector<Row>& rows) {
    std::vector<size_t> widths(rows.front().size());
    for (const Row& row : rows) {
        for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    std::string table;
    for (const Row& row : rows) {
        for (size_t i = 0; i < row.size(); ++i) {
            const size_t padding = i + 1 < row.size() ? widths[i] - row[i].size() + 2 : 0;
            table += row[i] + std::string(padding, ' ');
        }
        table.erase(table.find_last_not_of(' ') + 1);  // the last cells may be empty
        table += '\n';
    }
    return table;
}

}  // namespace xrt::ctl
