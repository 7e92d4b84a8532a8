// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/statement_emitter.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Type::Kind;

bool is_one_call(Kind kind) {
    return kind != Kind::named && kind != Kind::vector && kind != Kind::array && kind != Kind::map &&
           kind != Kind::optional && kind != Kind::bitmap;
}

class ReadEmitter final : public StatementEmitter {
 public:
    using StatementEmitter::StatementEmitter;

    void emit(const model::Type& type, const std::string& value) override {
        const std::string object = as_object(value);
        switch (type.kind) {
            case Kind::named:
                return line("read(" + stream() + ", " + value + ");");
            case Kind::vector:
                line(object + ".resize(" + stream() + ".count(" + type.bound_text + "));");
                [[fallthrough]];
            case Kind::array:
                return emit_elements("auto&", type, value);
            case Kind::map:
                return emit_map(type, object);
            case Kind::bitmap:
                return line("read(" + stream() + ", " + value + ", " + type.bound_text + ");");
            case Kind::optional:
                line(object + ".reset();");
                return emit_if(stream() + ".boolean()", type.element[0], "*" + value, object + ".emplace();");
            default:
                line(value + " = " + read_call(type) + ";");
                return check_range(type, value);
        }
    }

    void emit_variable(const model::Type& type, const std::string& name) {
        if (is_one_call(type.kind)) {
            line(cpp_type(type) + " " + name + " = " + read_call(type) + ";");
            return check_range(type, name);
        }
        line(cpp_type(type) + " " + name + (is_structure(type) ? ";" : "{};"));
        emit(type, name);
    }

 private:
    /// All its fields say what they are at first. `{}` would make the C++ compiler fill a large one with zeros before that.
    static bool is_structure(const model::Type& type) {
        return type.kind == Kind::named && type.declaration->kind == model::Declaration::Kind::structure;
    }

    // Entry by entry, because a map takes only keys that are in order.
    void emit_map(const model::Type& type, const std::string& map) {
        const std::string left = local_name("left"), key = local_name("key"), content = local_name("content");
        line(map + ".clear();");
        const std::string count = stream() + ".count(" + type.bound_text + ")";
        block("for (size_t " + left + " = " + count + "; " + left + " > 0; --" + left + ")", [&] {
            emit_variable(type.element[0], key);
            emit_variable(type.element[1], content);
            fail_if("!" + map + ".append(std::move(" + key + "), std::move(" + content + "))",
                    "has keys that are not sorted, each once");
        });
    }

    std::string read_call(const model::Type& type) const {
        std::string argument;
        if (type.kind == Kind::string || type.kind == Kind::bytes) argument = type.bound_text;
        if (type.kind == Kind::fd) argument = "ipc::FdKind::" + type.fd_kind;
        return stream() + "." + primitive(type) + "(" + argument + ")";
    }
};

}  // namespace

void emit_read(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value) {
    ReadEmitter(code, scope, field).emit(field.type, value);
}

void emit_read_variable(Code& code, const StatementScope& scope, const model::Field& field) {
    ReadEmitter(code, scope, field).emit_variable(field.type, field.name.text);
}

}  // namespace xrt::compiler
