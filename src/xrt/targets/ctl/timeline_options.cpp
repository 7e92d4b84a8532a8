// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/timeline.hpp"
#include "targets/ctl/word_list.hpp"

namespace xrt::ctl {

Result<std::optional<TimelineOptions>> parse_timeline(const std::vector<std::string>& operands) {
    WordList words(operands);
    const auto file = TRY(words.take("--out"));
    if (!file) return {std::nullopt};
    TimelineOptions options;
    options.file = *file;
    options.frames = TRY(words.take_number<uint64_t>("--frames", 1, 1'000'000'000));
    const auto seconds = TRY(words.take_number<double>("--duration", 0.001, 86400));
    if (seconds) options.duration = Duration(static_cast<int64_t>(*seconds * 1e9));
    if (!seconds && options.frames) options.duration = std::chrono::hours(24);
    if (const auto client = words.take_operand()) {
        options.client = TRY(WordList({"CLIENT", *client}).take_number<uint32_t>("CLIENT", 1, UINT32_MAX));
    }
    TRY(words.check_empty());
    return std::optional(std::move(options));
}

}  // namespace xrt::ctl
