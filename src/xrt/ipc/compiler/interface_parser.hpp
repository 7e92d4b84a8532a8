// SPDX-License-Identifier: BSL-1.0
//
// Reads an interface: who sends its messages, and each call.
#pragma once

#include "ipc/compiler/field_parser.hpp"

namespace xrt::compiler {

class InterfaceParser {
 public:
    explicit InterfaceParser(TokenStream& tokens) : tokens_(tokens), fields_(tokens) {}

    /// Behind the word `interface`.
    Result<syntax::Interface> parse(const syntax::Documentation& documentation);

 private:
    Result<syntax::Sender> parse_sender();
    Result<syntax::Call> parse_call(syntax::Sender sender);

    TokenStream& tokens_;
    FieldParser fields_;
};

}  // namespace xrt::compiler
