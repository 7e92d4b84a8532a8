// SPDX-License-Identifier: BSL-1.0
//
// The kinds of output: each function gives the contents of one generated file.
#pragma once

#include <string>

#include "ipc/compiler/model.hpp"

namespace xrt::compiler {

/// proto/<file>.hpp: types, with no dependency on the wire.
std::string emit_types(const model::Protocol& protocol, const model::File& file);
/// proto/<file>_codec.hpp and .cpp: from types to bytes and back.
std::string emit_codec_header(const model::Protocol& protocol, const model::File& file);
std::string emit_codec_source(const model::Protocol& protocol, const model::File& file);
/// proto/<file>_text.hpp and .cpp: types as a person reads them.
std::string emit_text_header(const model::Protocol& protocol, const model::File& file);
std::string emit_text_source(const model::Protocol& protocol, const model::File& file);
/// proto/describe.hpp and .cpp: whole messages likewise.
std::string emit_describe_header(const model::Protocol& protocol);
std::string emit_describe_source(const model::Protocol& protocol);
/// proto/probe.hpp and .cpp: every message with each of its rules broken, for tests.
std::string emit_probe_header(const model::Protocol& protocol);
std::string emit_probe_source(const model::Protocol& protocol);
/// proto/<interface>_interface.hpp: the abstract class.
std::string emit_interface(const model::Protocol& protocol, const model::Interface& interface);
/// proto/<interface>_proxy.hpp and .cpp, or _sender if the service sends: the side that asks or tells.
std::string emit_proxy_header(const model::Protocol& protocol, const model::Interface& interface);
std::string emit_proxy_source(const model::Protocol& protocol, const model::Interface& interface);
/// proto/<interface>_dispatcher.hpp and .cpp: the side that is asked or told.
std::string emit_dispatcher_header(const model::Protocol& protocol, const model::Interface& interface);
std::string emit_dispatcher_source(const model::Protocol& protocol, const model::Interface& interface);
/// proto/protocol_hash.hpp
std::string emit_hash(const model::Protocol& protocol);

}  // namespace xrt::compiler
