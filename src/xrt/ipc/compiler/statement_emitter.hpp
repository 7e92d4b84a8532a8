// SPDX-License-Identifier: BSL-1.0
//
// What the statements of statements.hpp have in common: the loops, the checks, and the names in them.
#pragma once

#include "ipc/compiler/statements.hpp"

namespace xrt::compiler {

/// `*value.size()` would not be what is meant.
std::string as_object(const std::string& expression);
/// The reader's and the writer's function for a value that is one thing on the wire.
std::string primitive(const model::Type& type);

class StatementEmitter {
 public:
    StatementEmitter(Code& code, const StatementScope& scope, const model::Field& field)
        : code_(code), scope_(scope), field_(field) {}
    virtual ~StatementEmitter() = default;

    virtual void emit(const model::Type& type, const std::string& value) = 0;

 protected:
    using Kind = model::Type::Kind;

    const std::string& stream() const { return scope_.stream; }
    void line(const std::string& text) { code_.line(text); }

    void emit_elements(const std::string& declarator, const model::Type& type, const std::string& sequence);
    void emit_if(const std::string& condition, const model::Type& type, const std::string& value,
                 const std::string& before = "");
    template <typename Body>
    void block(const std::string& opening, Body body) {
        code_.open(opening);
        ++depth_;
        body();
        --depth_;
        code_.close();
    }

    /// "Frame.layers <what>"
    void fail_if(const std::string& condition, const std::string& what);
    void check_range(const model::Type& type, const std::string& value);
    std::string local_name(const std::string& wish) const;

 private:
    void emit_inside(const model::Type& type, const std::string& value);

    Code& code_;
    const StatementScope& scope_;
    const model::Field& field_;
    size_t depth_ = 0;
};

}  // namespace xrt::compiler
