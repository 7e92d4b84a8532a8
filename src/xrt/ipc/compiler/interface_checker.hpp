// SPDX-License-Identifier: BSL-1.0
//
// Checks interfaces and their calls: names, numbers, and that every message fits, in the worst case, what the wire
// carries.
#pragma once

#include <map>

#include "ipc/compiler/declaration_checker.hpp"

namespace xrt::compiler {

class InterfaceChecker {
 public:
    InterfaceChecker(Scope& scope, DeclarationChecker& declarations, model::Protocol& protocol,
                     Diagnostics& diagnostics)
        : scope_(scope), declarations_(declarations), protocol_(protocol), diagnostics_(diagnostics) {
        for (const char* stem : {"describe", "probe", "protocol_hash"}) add_output(stem, {});
    }

    /// A stem of files in proto/ that `at` is the cause of. Two causes are one too many.
    void add_output(const std::string& stem, const Location& at);
    void check(const syntax::Interface& item, const model::File& file);
    /// Once everything has been read.
    void finish();

 private:
    model::Interface& open(const syntax::Interface& item);
    void check_sender(const syntax::Interface& item, const model::Interface& interface);
    void add_names(const model::Interface& interface);
    void check_call(const syntax::Call& item, const model::File& file, model::Interface& interface);
    void check_call_name(const syntax::Call& item, const model::Interface& interface);
    void check_size(const model::Call& call, const std::vector<model::Field>& fields, const char* what);
    void check_argument_names(const model::Call& call);

    Scope& scope_;
    DeclarationChecker& declarations_;
    model::Protocol& protocol_;
    Diagnostics& diagnostics_;
    std::map<std::string, model::Interface*> by_name_;
    std::map<std::string, Location> outputs_;
};

}  // namespace xrt::compiler
