// SPDX-License-Identifier: BSL-1.0
#include "targets/ctl/capture_options.hpp"

#include <array>
#include <filesystem>

#include "targets/ctl/word_list.hpp"

namespace xrt::ctl {
namespace {

constexpr uint64_t most_pictures = 1'000'000'000;
constexpr double longest_patience = 1e6;  // seconds

Error bad(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

Result<PictureFormat> parse_format(std::string_view name) {
    if (name == "png") return PictureFormat::png;
    if (name == "raw") return PictureFormat::raw;
    if (name == "y4m") return PictureFormat::y4m;
    return bad("--format: '" + std::string(name) + "' is not png, raw or y4m");
}

/// What the name of the file says.
Result<PictureFormat> format_of(const std::string& file) {
    const std::string ending = std::filesystem::path(file).extension();
    if (ending == ".png") return PictureFormat::png;
    if (ending == ".pam" || ending == ".raw") return PictureFormat::raw;
    if (ending == ".y4m") return PictureFormat::y4m;
    return bad("'" + file + "' does not end in .png, .pam or .y4m: say --format png, raw or y4m");
}

Result<proto::CapturedView> parse_view(std::string_view name) {
    if (name == "left") return proto::CapturedView::left;
    if (name == "right") return proto::CapturedView::right;
    if (name == "observer") return proto::CapturedView::observer;
    return bad("--view: '" + std::string(name) + "' is not left, right or observer");
}

Result<void> read_source(WordList& words, CaptureOptions& options) {
    if (const auto view = TRY(words.take("--view"))) options.view = TRY(parse_view(*view));
    options.client = TRY(words.take_number<uint32_t>("--client", 1, UINT32_MAX));
    options.layer = TRY(words.take_number<uint32_t>("--layer", 0, 15));
    options.swapchain = TRY(words.take_number<uint32_t>("--swapchain", 1, UINT32_MAX));
    options.array_index = TRY(words.take_number<uint32_t>("--array", 0, 2047)).value_or(0);
    if (options.layer && options.swapchain) return bad("--layer and --swapchain: one picture shows one of them");
    if (options.client && !options.layer && !options.swapchain) return bad("--client wants --layer or --swapchain");
    return {};
}

}  // namespace

Result<CaptureOptions> parse_capture(const std::vector<std::string>& operands) {
    WordList words(operands);
    CaptureOptions options;
    TRY(read_source(words, options));
    const auto format = TRY(words.take("--format"));
    const auto pictures = TRY(words.take_number<uint64_t>("--frames", 1, most_pictures));
    options.every = TRY(words.take_number<uint32_t>("--every", 1, most_pictures)).value_or(1);
    if (const auto seconds = TRY(words.take_number<double>("--timeout", 0.001, longest_patience))) {
        options.patience = Duration(static_cast<int64_t>(*seconds * 1e9));
    }
    const auto file = words.take_operand();
    TRY(words.check_empty());
    if (!file) return bad("usage: monado-ctl capture FILE [OPTIONS]");
    options.file = *file;
    options.format = format ? TRY(parse_format(*format)) : TRY(format_of(*file));
    options.pictures = pictures.value_or(options.format == PictureFormat::y4m ? 0 : 1);
    return options;
}

std::string picture_path(const CaptureOptions& options, uint64_t number) {
    const std::filesystem::path path = options.file;
    if (options.pictures == 1) return path;
    std::array<char, 32> digits;
    std::snprintf(digits.data(), digits.size(), "-%06llu", static_cast<unsigned long long>(number));
    return path.parent_path() / (path.stem().string() + digits.data() + path.extension().string());
}

}  // namespace xrt::ctl
