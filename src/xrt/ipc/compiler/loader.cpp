// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/loader.hpp"

#include <map>
#include <set>
#include <string_view>

#include "ipc/compiler/parser.hpp"

namespace xrt::compiler {
namespace {

class Loader {
 public:
    Loader(const FileReader& read_file, Diagnostics& diagnostics) : read_file_(read_file), diagnostics_(diagnostics) {}

    Result<const LoadedFile*> load_file(const std::filesystem::path& path) {
        std::string text = TRY(read_file_(path));
        protocol_.files.push_back(std::make_unique<LoadedFile>());
        LoadedFile& file = *protocol_.files.back();
        file.source = {.path = path, .text = std::move(text)};
        by_path_[path] = &file;
        const size_t known_mistakes = diagnostics_.count();
        file.tokens = tokenize(file.source, diagnostics_);
        // What is missing after a bad token would only be told of twice.
        if (diagnostics_.count() == known_mistakes) file.tree = parse(file.tokens, diagnostics_);
        chain_.push_back(path);
        for (const syntax::Item& item : file.tree.items) {
            if (const auto* include = std::get_if<syntax::Include>(&item))
                file.includes.push_back(load_include(path, *include));
        }
        chain_.pop_back();
        return &file;
    }

    LoadedProtocol take() { return std::move(protocol_); }

 private:
    const LoadedFile* load_include(const std::filesystem::path& from, const syntax::Include& include) {
        const std::filesystem::path written(include.path);
        if (include.path.empty() || written.is_absolute()) {
            diagnostics_.report(
                include.at,
                "\"" + include.path + "\" is not a relative path; expected one that starts at this file's folder");
            return nullptr;
        }
        const auto path = (from.parent_path() / written).lexically_normal();
        if (is_cycle(path, include)) return nullptr;
        if (const auto known = by_path_.find(path); known != by_path_.end()) return known->second;
        if (chain_.size() >= max_include_depth) {
            diagnostics_.report(include.at, "includes are nested too deeply; expected at most " +
                                                std::to_string(max_include_depth) + " levels");
            return nullptr;
        }
        const auto loaded = load_file(path);
        if (loaded.ok()) return *loaded;
        diagnostics_.report(include.at, "cannot read \"" + include.path + "\": " + loaded.error().message);
        return nullptr;
    }

    bool is_cycle(const std::filesystem::path& path, const syntax::Include& include) {
        std::string cycle;
        for (const auto& link : chain_) {
            if (!cycle.empty() || link == path) cycle += link.filename().string() + " -> ";
        }
        if (cycle.empty()) return false;
        diagnostics_.report(include.at, "files include each other in a circle: " + cycle + path.filename().string());
        return true;
    }

    const FileReader& read_file_;
    Diagnostics& diagnostics_;
    LoadedProtocol protocol_;
    std::map<std::filesystem::path, const LoadedFile*> by_path_;
    std::vector<std::filesystem::path> chain_;  ///< files being read, each included by the one before
};

/// FNV-1a, 64 bit, over tokens.
class TokenHash {
 public:
    void add_file(const LoadedFile& file) {
        if (!seen_.insert(&file).second) return;
        size_t next_include = 0;
        size_t position = 0;
        for (const syntax::Item& item : file.tree.items) {
            const auto* include = std::get_if<syntax::Include>(&item);
            if (include == nullptr) continue;
            add_tokens(file, position, include->first_token);
            position = include->last_token + 1;
            if (const LoadedFile* included = file.includes[next_include++]) add_file(*included);
        }
        add_tokens(file, position, file.tokens.size() - 1);
    }

    uint64_t value() const { return value_; }

 private:
    void add_tokens(const LoadedFile& file, size_t first, size_t end) {
        for (size_t i = first; i < end; ++i) {
            for (const char c : file.tokens[i].text) add_byte(c);
            add_byte('\n');
        }
    }

    void add_byte(char c) {
        value_ ^= static_cast<unsigned char>(c);
        value_ *= 0x100000001b3u;
    }

    uint64_t value_ = 0xcbf29ce484222325u;
    std::set<const LoadedFile*> seen_;
};

}  // namespace

Result<LoadedProtocol> load(const std::filesystem::path& root, const FileReader& read_file, Diagnostics& diagnostics) {
    Loader loader(read_file, diagnostics);
    const LoadedFile* file = TRY(loader.load_file(root.lexically_normal()));
    LoadedProtocol protocol = loader.take();
    if (!diagnostics.empty()) return protocol;
    TokenHash hash;
    hash.add_file(*file);
    protocol.hash = hash.value();
    return protocol;
}

}  // namespace xrt::compiler
