// SPDX-License-Identifier: BSL-1.0
//
// From a type as written to a type as meant: names found, bounds and ranges checked, worst-case size known.
#pragma once

#include "ipc/compiler/scope.hpp"

namespace xrt::compiler {

class TypeResolver {
 public:
    TypeResolver(Scope& scope, Diagnostics& diagnostics) : scope_(scope), diagnostics_(diagnostics) {}

    Result<model::Type> resolve(const syntax::Type& type, const model::File& file);

 private:
    Result<model::Type> resolve_any(const syntax::Type& type, const model::File& file);
    Result<model::Type> resolve_integer(const syntax::Type& type, const model::Integer& integer);
    Result<model::Type> resolve_scalar(const syntax::Type& type, model::Type::Kind kind, uint64_t bytes);
    Result<model::Type> resolve_text(const syntax::Type& type, const model::File& file, model::Type::Kind kind);
    Result<model::Type> resolve_sequence(const syntax::Type& type, const model::File& file, model::Type::Kind kind);
    Result<model::Type> resolve_map(const syntax::Type& type, const model::File& file);
    Result<model::Type> resolve_bitmap(const syntax::Type& type, const model::File& file);
    Result<model::Type> resolve_optional(const syntax::Type& type, const model::File& file);
    Result<model::Type> resolve_fd(const syntax::Type& type);
    Result<model::Type> resolve_named(const syntax::Type& type, const model::File& file);
    Result<void> resolve_bound(const syntax::Bound& bound, const model::File& file, model::Type& type);

    Scope& scope_;
    Diagnostics& diagnostics_;
};

}  // namespace xrt::compiler
