// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/print_statements.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Type::Kind;

class PrintEmitter {
 public:
    PrintEmitter(Code& code, const StatementScope& scope) : code_(code), scope_(scope) {}

    void emit(const model::Type& type, const std::string& value) {
        switch (type.kind) {
            case Kind::named:
            case Kind::bitmap:
                return code_.line("print(" + scope_.stream + ", " + value + ");");
            case Kind::vector:
            case Kind::array:
                return emit_list(type, value);
            case Kind::map:
                return emit_map(type, value);
            case Kind::optional:
                return emit_optional(type, value);
            default:
                return call(primitive(type.kind), value);
        }
    }

 private:
    static std::string primitive(Kind kind) {
        switch (kind) {
            case Kind::boolean:
                return "boolean";
            case Kind::string:
                return "string";
            case Kind::bytes:
                return "bytes";
            case Kind::fd:
                return "fd";
            default:
                return "number";
        }
    }

    void call(const std::string& function, const std::string& argument) {
        code_.line(scope_.stream + "." + function + "(" + argument + ");");
    }

    std::string local_name(const std::string& wish) const {
        return free_name(wish + (depth_ > 0 ? "_" + std::to_string(depth_ + 1) : ""), scope_.other_names);
    }

    template <typename Body>
    void block(const std::string& opening, Body body) {
        code_.open(opening);
        ++depth_;
        body();
        --depth_;
        code_.close();
    }

    void emit_list(const model::Type& type, const std::string& value) {
        const std::string item = local_name("item");
        call("open", "'['");
        block("for (const auto& " + item + " : " + value + ")", [&] {
            call("element", "");
            emit(type.element[0], item);
        });
        call("close", "']'");
    }

    void emit_map(const model::Type& type, const std::string& value) {
        const std::string entry = local_name("entry");
        call("open", "'{'");
        block("for (const auto& " + entry + " : " + value + ")", [&] {
            call("element", "");
            emit(type.element[0], entry + ".key");
            call("colon", "");
            emit(type.element[1], entry + ".value");
        });
        call("close", "'}'");
    }

    void emit_optional(const model::Type& type, const std::string& value) {
        const std::string object = value.front() == '*' ? "(" + value + ")" : value;
        block("if (" + object + ".has_value())", [&] { emit(type.element[0], "*" + value); });
        code_.guarded("!" + object + ".has_value()", scope_.stream + ".word(\"none\");");
    }

    Code& code_;
    const StatementScope& scope_;
    size_t depth_ = 0;
};

}  // namespace

void emit_print(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value) {
    PrintEmitter(code, scope).emit(field.type, value);
}

void emit_print_fields(Code& code, const StatementScope& scope, const std::vector<model::Field>& fields,
                       const std::string& owner) {
    code.line(scope.stream + ".open('{');");
    for (const model::Field& field : fields) {
        code.line(scope.stream + ".name(\"" + field.name.text + "\");");
        emit_print(code, scope, field, owner + field.name.text);
    }
    code.line(scope.stream + ".close('}');");
}

}  // namespace xrt::compiler
