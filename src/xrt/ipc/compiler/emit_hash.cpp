// SPDX-License-Identifier: BSL-1.0
#include "ipc/compiler/code.hpp"
#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"

namespace xrt::compiler {

std::string emit_hash(const model::Protocol& protocol) {
    Code code;
    begin_file(code, protocol.root, "What both sides must agree on before they speak.");
    code.line("#pragma once");
    code.blank();
    code.line("#include <cstdint>");
    code.blank();
    begin_namespace(code, protocol);
    code.line("inline constexpr uint64_t protocol_hash = " + hexadecimal(protocol.hash) + ";");
    code.blank();
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
