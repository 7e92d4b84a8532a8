// SPDX-License-Identifier: BSL-1.0
//
// The names that a protocol declares in its C++ namespace: types, constants, and what the compiler adds to them
// ("CreateSwapchainReply"). All files share one scope; a file sees what it includes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "ipc/compiler/diagnostics.hpp"
#include "ipc/compiler/model.hpp"

namespace xrt::compiler {

class Scope {
 public:
    explicit Scope(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    /// `declaration` may be null, for a name that cannot be used in the language.
    Result<void> add(const std::string& name, const Location& at, const model::Declaration* declaration);

    /// The complete declaration that `name` means in `file`, or an error that has been reported. `also` are names that
    /// would have been understood there too.
    Result<const model::Declaration*> find(const syntax::Name& name, const model::File& file,
                                           std::span<const std::string_view> also = {});

 private:
    struct Entry {
        Location at;
        const model::Declaration* declaration;
    };

    std::string suggest(const std::string& mistaken, std::span<const std::string_view> also) const;

    Diagnostics& diagnostics_;
    std::map<std::string, Entry> entries_;
};

/// Reports unless `name` is snake_case and no word of C++; `what` is "field", "call" and the like.
Result<void> check_snake_case(const syntax::Name& name, const char* what, Diagnostics& diagnostics);
Result<void> check_pascal_case(const syntax::Name& name, const char* what, Diagnostics& diagnostics);

/// Names that must differ from each other, such as the fields of one struct.
class DistinctNames {
 public:
    explicit DistinctNames(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
    Result<void> add(const syntax::Name& name);

 private:
    Diagnostics& diagnostics_;
    std::map<std::string, Location> first_;
};

}  // namespace xrt::compiler
