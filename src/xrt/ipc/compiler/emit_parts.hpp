// SPDX-License-Identifier: BSL-1.0
//
// Pieces that several kinds of output share.
#pragma once

#include "ipc/compiler/code.hpp"

namespace xrt::compiler {

/// "255", with a suffix where C++ needs one
std::string decimal(uint64_t value);
/// "0xff"
std::string hexadecimal(uint64_t value);

/// What a field of this type needs to be included, declared types excepted.
void include_type(Includes& includes, const model::Type& type);
/// The headers of the types that the calls' arguments and replies name. `suffix` is "" or "_codec".
void include_declarations(Includes& includes, const model::Interface& interface, const std::string& suffix);

/// A plain struct with value-initialised members, comparable where no fd is inside.
void emit_struct(Code& code, const std::string& name, const std::vector<model::Field>& fields);
/// `to_string` of an enum class.
void emit_to_string(Code& code, const std::string& name, const std::vector<syntax::Enumerator>& values);

/// The header of a class that stands on one side of an interface. `wire_header` is what it needs of the wire; `declare` writes
/// the class.
std::string emit_class_header(const model::Protocol& protocol, const model::Interface& interface,
                              const std::string& purpose, const std::string& wire_header,
                              void (*declare)(Code&, const model::Interface&));

/// "create_swapchain" -> "CreateSwapchainReply"
std::string reply_struct(const model::Call& call);
/// "Result<CreateSwapchainReply>" or "Result<void>"
std::string result_type(const model::Call& call);
/// The parameters of the call's virtual function.
std::vector<std::string> parameters(const model::Call& call);
/// "service" for Service
std::string interface_stem(const model::Interface& interface);
/// The names of the files in which the interface is opened: "session.ipc, frame.ipc"
std::string interface_sources(const model::Interface& interface);

}  // namespace xrt::compiler
