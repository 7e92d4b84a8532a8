// SPDX-License-Identifier: BSL-1.0
//
// Reads fields and their types: `swapchain: SwapchainId`, `vector<u32<1..64>, max_images>`.
#pragma once

#include <vector>

#include "ipc/compiler/syntax.hpp"
#include "ipc/compiler/token_stream.hpp"

namespace xrt::compiler {

class FieldParser {
 public:
    explicit FieldParser(TokenStream& tokens) : tokens_(tokens) {}

    /// `what` is expected: "a field's name".
    Result<syntax::Field> parse(const char* what);
    /// Fields up to ')', the '(' being read already.
    Result<std::vector<syntax::Field>> parse_list();

 private:
    Result<syntax::Type> parse_type(size_t depth);
    Result<void> parse_arguments(syntax::Type& type, size_t depth);
    Result<syntax::Range> parse_range(const syntax::Name& name);
    Result<syntax::Bound> parse_bound();

    TokenStream& tokens_;
};

}  // namespace xrt::compiler
