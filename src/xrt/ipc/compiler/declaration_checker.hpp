// SPDX-License-Identifier: BSL-1.0
//
// Checks constants, ids, enums, flags, structs, unions and extern types, and makes their declarations.
#pragma once

#include <map>
#include <memory>

#include "ipc/compiler/scope.hpp"
#include "ipc/compiler/type_resolver.hpp"

namespace xrt::compiler {

class DeclarationChecker {
 public:
    DeclarationChecker(Scope& scope, TypeResolver& types, model::Protocol& protocol, Diagnostics& diagnostics)
        : scope_(scope), types_(types), protocol_(protocol), diagnostics_(diagnostics) {}

    void check(const syntax::Constant& item, model::File& file);
    void check(const syntax::Extern& item, model::File& file);
    void check(const syntax::Id& item, model::File& file);
    void check(const syntax::Enumeration& item, model::File& file);
    void check(const syntax::Errors& item, model::File& file);
    void check(const syntax::Aggregate& item, model::File& file);

    /// The fields of a struct, a union or a call; those with mistakes are left out.
    std::vector<model::Field> check_fields(const std::vector<syntax::Field>& fields, const char* what,
                                           const model::File& file);

 private:
    using Declaration = model::Declaration;

    /// In the scope even if its name is wrong, so that one mistake is not told twice.
    Declaration& declare(Declaration::Kind kind, const syntax::Name& name, const syntax::Documentation& documentation,
                         model::File& file);
    bool resolve_integer(const syntax::Name& name, bool needs_unsigned, Declaration& declaration);
    enum class ValueRule { distinct, bits };
    void check_values(ValueRule rule, const Declaration& declaration);
    void check_enum_value(const syntax::Enumerator& value, std::map<uint64_t, syntax::Name>& seen);
    void check_flag(const syntax::Enumerator& value, std::map<uint64_t, syntax::Name>& seen);
    void check_alternatives(const Declaration& declaration);

    Scope& scope_;
    TypeResolver& types_;
    model::Protocol& protocol_;
    Diagnostics& diagnostics_;
    const Declaration* errors_ = nullptr;
    std::map<std::string, syntax::Name> variants_;  ///< by C++ type
};

}  // namespace xrt::compiler
