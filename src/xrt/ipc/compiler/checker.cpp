// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/checker.hpp"

#include <algorithm>
#include <map>

#include "ipc/compiler/declaration_checker.hpp"
#include "ipc/compiler/interface_checker.hpp"
#include "ipc/compiler/names.hpp"

namespace xrt::compiler {
namespace {

class Checker {
 public:
    Checker(const LoadedProtocol& loaded, Diagnostics& diagnostics) : loaded_(loaded), diagnostics_(diagnostics) {}

    model::Protocol run() {
        const LoadedFile& root = *loaded_.files.front();
        protocol_.hash = loaded_.hash;
        protocol_.root = root.source.name();
        check_file(root);
        interfaces_.finish();
        check_hidden_constants();
        return std::move(protocol_);
    }

 private:
    const model::File& check_file(const LoadedFile& loaded) {
        if (const auto known = files_.find(&loaded); known != files_.end()) return *known->second;
        auto owned = std::make_unique<model::File>();
        model::File& file = *owned;
        files_[&loaded] = &file;
        file.source = &loaded.source;
        file.visible.push_back(&file);
        check_stem(file);
        check_items(loaded, file);
        protocol_.files.push_back(std::move(owned));
        return file;
    }

    void check_stem(const model::File& file) {
        const Location top{.file = file.source, .line = 1, .column = 1};
        const syntax::Name stem{file.source->stem(), top};
        (void)check_snake_case(stem, "file", diagnostics_);
        for (const char* suffix : {"", "_codec", "_text"}) interfaces_.add_output(stem.text + suffix, top);
    }

    void check_items(const LoadedFile& loaded, model::File& file) {
        size_t next_include = 0;
        bool is_first = true;
        for (const syntax::Item& item : loaded.tree.items) {
            const auto* names = std::get_if<syntax::Namespace>(&item);
            if (names != nullptr) {
                check_namespace(*names, is_first);
            } else if (is_first) {
                miss_namespace(loaded);
            }
            is_first = false;
            if (std::holds_alternative<syntax::Include>(item)) {
                include(check_file(*loaded.includes[next_include++]), file);
            } else if (names == nullptr) {
                check_item(item, file);
            }
        }
        if (is_first) miss_namespace(loaded);
    }

    void miss_namespace(const LoadedFile& loaded) {
        diagnostics_.report(loaded.tokens.front().at,
                            "the file has no namespace; expected 'namespace xrt::proto;' or the like before all else");
    }

    static void include(const model::File& included, model::File& file) {
        file.includes.push_back(&included);
        for (const model::File* visible : included.visible) {
            if (std::find(file.visible.begin(), file.visible.end(), visible) == file.visible.end())
                file.visible.push_back(visible);
        }
    }

    void check_item(const syntax::Item& item, model::File& file) {
        if (const auto* constant = std::get_if<syntax::Constant>(&item)) declarations_.check(*constant, file);
        if (const auto* external = std::get_if<syntax::Extern>(&item)) declarations_.check(*external, file);
        if (const auto* id = std::get_if<syntax::Id>(&item)) declarations_.check(*id, file);
        if (const auto* enumeration = std::get_if<syntax::Enumeration>(&item)) declarations_.check(*enumeration, file);
        if (const auto* errors = std::get_if<syntax::Errors>(&item)) declarations_.check(*errors, file);
        if (const auto* aggregate = std::get_if<syntax::Aggregate>(&item)) declarations_.check(*aggregate, file);
        if (const auto* interface = std::get_if<syntax::Interface>(&item)) interfaces_.check(*interface, file);
    }

    // The generated code says `Result` and `ipc::Writer` and means those of xrt.
    void check_namespace(const syntax::Namespace& item, bool is_first) {
        const Location& at = item.parts.front().at;
        if (!is_first) {
            diagnostics_.report(at,
                                "the namespace is not the first thing in the file; expected it once, before all else");
            return;
        }
        std::vector<std::string> parts;
        for (const syntax::Name& part : item.parts) {
            (void)check_snake_case(part, "namespace", diagnostics_);
            const bool hides = !parts.empty() && (part.text == "xrt" || part.text == "std" || part.text == "ipc");
            if (hides)
                diagnostics_.report(part.at,
                                    "'" + part.text + "' within xrt would hide a namespace; expected another name");
            parts.push_back(part.text);
        }
        if (parts.size() < 2 || parts.front() != "xrt") {
            diagnostics_.report(at, "the namespace is not within xrt; expected 'xrt::proto' or the like");
        }
        if (protocol_.namespace_parts.empty()) protocol_.namespace_parts = parts;
        if (protocol_.namespace_parts != parts) {
            diagnostics_.report(at, "the namespace differs from that of the files before; expected '" +
                                        protocol_.namespace_name() + "'");
        }
    }

    // In C++ a field would hide a constant of the same name, and a function would clash with it.
    void check_hidden_constants() {
        std::map<std::string, Location> constants;
        for (const auto& declaration : protocol_.declarations) {
            if (declaration->kind == model::Declaration::Kind::constant)
                constants.emplace(declaration->name.text, declaration->name.at);
        }
        const auto check_name = [&](const syntax::Name& name) {
            const auto constant = constants.find(name.text);
            if (constant == constants.end()) return;
            diagnostics_.report(name.at, "'" + name.text + "' would hide the constant at " +
                                             constant->second.to_string() + "; expected another name");
        };
        const auto check_fields = [&](const std::vector<model::Field>& fields) {
            for (const model::Field& field : fields) check_name(field.name);
        };
        for (const auto& declaration : protocol_.declarations) check_fields(declaration->fields);
        for (const auto& interface : protocol_.interfaces) {
            for (const model::Call& call : interface->calls) {
                check_name(call.name);
                check_fields(call.arguments);
                check_fields(call.reply);
            }
        }
    }

    const LoadedProtocol& loaded_;
    Diagnostics& diagnostics_;
    model::Protocol protocol_;
    std::map<const LoadedFile*, const model::File*> files_;
    Scope scope_{diagnostics_};
    TypeResolver types_{scope_, diagnostics_};
    DeclarationChecker declarations_{scope_, types_, protocol_, diagnostics_};
    InterfaceChecker interfaces_{scope_, declarations_, protocol_, diagnostics_};
};

}  // namespace

model::Protocol check(const LoadedProtocol& loaded, Diagnostics& diagnostics) {
    return Checker(loaded, diagnostics).run();
}

}  // namespace xrt::compiler
