// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/statement_emitter.hpp"

namespace xrt::compiler {
namespace {

class WriteEmitter final : public StatementEmitter {
 public:
    using StatementEmitter::StatementEmitter;

    void emit(const model::Type& type, const std::string& value) override {
        const std::string object = as_object(value);
        switch (type.kind) {
            case Kind::named:
                return line("write(" + stream() + ", " + value + ");");
            case Kind::bitmap:
                return line("write(" + stream() + ", " + value + ", " + type.bound_text + ");");
            case Kind::fd:
                return line(stream() + ".fd(" + object + ".get(), ipc::FdKind::" + type.fd_kind + ");");
            case Kind::string:
            case Kind::bytes:
                return line(stream() + "." + primitive(type) + "(" + value + ", " + type.bound_text + ");");
            case Kind::vector:
                line(stream() + ".count(" + object + ".size(), " + type.bound_text + ");");
                [[fallthrough]];
            case Kind::array:
                return emit_elements("const auto&", type, value);
            case Kind::map:
                line(stream() + ".count(" + object + ".size(), " + type.bound_text + ");");
                return emit_entries(type, value);
            case Kind::optional:
                line(stream() + ".boolean(" + object + ".has_value());");
                return emit_if(object + ".has_value()", type.element[0], "*" + value);
            default:
                check_range(type, value);
                return line(stream() + "." + primitive(type) + "(" + value + ");");
        }
    }

 private:
    void emit_entries(const model::Type& type, const std::string& map) {
        const std::string entry = local_name("entry");
        block("for (const auto& " + entry + " : " + map + ")", [&] {
            emit(type.element[0], entry + ".key");
            emit(type.element[1], entry + ".value");
        });
    }
};

class TakeFdsEmitter final : public StatementEmitter {
 public:
    using StatementEmitter::StatementEmitter;

    void emit(const model::Type& type, const std::string& value) override {
        if (!type.has_fd()) return;
        switch (type.kind) {
            case Kind::named:
                return line("take_fds(" + value + ", " + stream() + ");");
            case Kind::fd:
                return line(stream() + ".push_back(std::move(" + value + "));");
            case Kind::bitmap:
                return line(stream() + ".push_back(" + as_object(value) + ".take_memory());");
            case Kind::map:
                return emit_values(type, as_object(value));
            case Kind::optional:
                return emit_if(as_object(value) + ".has_value()", type.element[0], "*" + value);
            default:
                return emit_elements("auto&", type, value);
        }
    }

 private:
    void emit_values(const model::Type& type, const std::string& map) {
        const std::string index = local_name("index");
        block("for (size_t " + index + " = 0; " + index + " < " + map + ".size(); ++" + index + ")",
              [&] { emit(type.element[1], map + ".value_at(" + index + ")"); });
    }
};

}  // namespace

void emit_write(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value) {
    WriteEmitter(code, scope, field).emit(field.type, value);
}

void emit_take_fds(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value) {
    TakeFdsEmitter(code, scope, field).emit(field.type, value);
}

}  // namespace xrt::compiler
