// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/statements.hpp"

#include "ipc/compiler/cpp_types.hpp"
#include "ipc/compiler/emit_parts.hpp"

namespace xrt::compiler {
namespace {

using Kind = model::Type::Kind;

// `*value.size()` would not be what is meant.
std::string as_object(const std::string& expression) {
    return expression.front() == '*' ? "(" + expression + ")" : expression;
}

// The reader's and the writer's function for a value that is one thing on the wire.
std::string primitive(const model::Type& type) {
    switch (type.kind) {
        case Kind::boolean:
            return "boolean";
        case Kind::integer:
            return type.integer.name();
        case Kind::f32:
            return "f32";
        case Kind::f64:
            return "f64";
        case Kind::string:
            return "string";
        case Kind::bytes:
            return "bytes";
        default:
            return "fd";
    }
}

/// What writing, reading and taking have in common: the loops and the names in them.
class Emitter {
 public:
    Emitter(Code& code, const StatementScope& scope, const model::Field& field)
        : code_(code), scope_(scope), field_(field) {}
    virtual ~Emitter() = default;

    virtual void emit(const model::Type& type, const std::string& value) = 0;

 protected:
    const std::string& stream() const { return scope_.stream; }
    void line(const std::string& text) { code_.line(text); }

    void emit_elements(const std::string& declarator, const model::Type& type, const std::string& sequence) {
        const std::string item = local_name("item");
        code_.open("for (" + declarator + " " + item + " : " + sequence + ")");
        emit_inside(type.element[0], item);
        code_.close();
    }

    void emit_if(const std::string& condition, const model::Type& type, const std::string& value,
                 const std::string& before = "") {
        code_.open("if (" + condition + ")");
        if (!before.empty()) line(before);
        emit_inside(type, value);
        code_.close();
    }

    template <typename Body>
    void block(const std::string& opening, Body body) {
        code_.open(opening);
        ++depth_;
        body();
        --depth_;
        code_.close();
    }

    /// "Frame.layers <what>"
    void fail_if(const std::string& condition, const std::string& what) {
        code_.guarded(condition, stream() + ".fail(\"" + scope_.owner + "." + field_.name.text + " " + what + "\");");
    }

    void check_range(const model::Type& type, const std::string& value) {
        if (!type.range) return;
        const auto& [first, last] = *type.range;
        // Comparisons that are always false are warned of.
        const bool from_lowest =
            first.negative == type.integer.is_signed && first.magnitude == type.integer.lowest_magnitude();
        const bool to_highest = !last.negative && last.magnitude == type.integer.highest();
        std::string condition = from_lowest ? "" : value + " < " + cpp_literal(first);
        if (!to_highest) condition += (condition.empty() ? "" : " || ") + value + " > " + cpp_literal(last);
        if (condition.empty()) return;
        fail_if(condition, "is not within " + first.text + ".." + last.text);
    }

    std::string local_name(const std::string& wish) const {
        return free_name(wish + (depth_ > 0 ? "_" + std::to_string(depth_ + 1) : ""), scope_.other_names);
    }

 private:
    void emit_inside(const model::Type& type, const std::string& value) {
        ++depth_;
        emit(type, value);
        --depth_;
    }

    Code& code_;
    const StatementScope& scope_;
    const model::Field& field_;
    size_t depth_ = 0;
};

class WriteEmitter final : public Emitter {
 public:
    using Emitter::Emitter;

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

bool is_one_call(Kind kind) {
    return kind != Kind::named && kind != Kind::vector && kind != Kind::array && kind != Kind::map &&
           kind != Kind::optional && kind != Kind::bitmap;
}

class ReadEmitter final : public Emitter {
 public:
    using Emitter::Emitter;

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
        line(cpp_type(type) + " " + name + "{};");
        emit(type, name);
    }

 private:
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

class TakeFdsEmitter final : public Emitter {
 public:
    using Emitter::Emitter;

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

void emit_read(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value) {
    ReadEmitter(code, scope, field).emit(field.type, value);
}

void emit_read_variable(Code& code, const StatementScope& scope, const model::Field& field) {
    ReadEmitter(code, scope, field).emit_variable(field.type, field.name.text);
}

void emit_take_fds(Code& code, const StatementScope& scope, const model::Field& field, const std::string& value) {
    TakeFdsEmitter(code, scope, field).emit(field.type, value);
}

}  // namespace xrt::compiler
