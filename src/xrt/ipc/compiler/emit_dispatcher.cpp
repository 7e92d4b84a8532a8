// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "ipc/compiler/emit.hpp"
#include "ipc/compiler/emit_parts.hpp"
#include "ipc/compiler/statements.hpp"

namespace xrt::compiler {
namespace {

std::string class_name(const model::Interface& interface) { return interface.name.text + "Dispatcher"; }

std::string base_class(const model::Interface& interface) {
    return interface.is_from_service() ? "ipc::EventDispatcher" : "ipc::Dispatcher";
}

/// What dispatching one message gives.
std::string outcome_type(const model::Interface& interface) {
    return interface.is_from_service() ? "Result<void>" : "Result<ipc::DispatchOutcome>";
}

std::string purpose(const model::Interface& interface) {
    if (interface.is_from_service()) return "Calls " + interface.name.text + " with what the service tells.";
    return "Calls " + interface.name.text + " for a client at the other end of a connection.";
}

bool has_replies(const model::Interface& interface) {
    return std::any_of(interface.calls.begin(), interface.calls.end(),
                       [](const model::Call& call) { return !call.one_way; });
}

/// "Result<ipc::DispatchOutcome> dispatch_end_frame(ipc::Reader& request" and the rest.
void list_signature(Code& code, const std::string& outcome, const model::Call& call, const std::string& scope,
                    const std::string& request, const std::string& reply, const std::string& after) {
    std::vector<std::string> parameter_list = {"ipc::Reader& " + request};
    if (!call.one_way) parameter_list.push_back("ipc::OutgoingMessage& " + reply);
    code.list(outcome + " " + scope + "dispatch_" + call.name.text + "(", parameter_list, ")" + after);
}

void emit_declarations(Code& code, const model::Interface& interface) {
    const std::string& handler = interface.name.text;
    code.line("/// Used by one connection on one thread. Does not own the handler.");
    code.open("class " + class_name(interface) + " final : public " + base_class(interface));
    code.access("public");
    code.line("explicit " + class_name(interface) + "(" + handler + "& handler) : handler_(handler) {}");
    code.blank();
    code.line("uint8_t interface() const override { return " + handler + "::interface_number; }");
    code.line(outcome_type(interface) +
              (interface.is_from_service() ? " dispatch(ipc::Reader& event) override;"
                                           : " dispatch(ipc::Reader& request, ipc::OutgoingMessage& reply) override;"));
    code.blank();
    code.access("private");
    const std::string message = interface.is_from_service() ? "event" : "request";
    for (const model::Call& call : interface.calls)
        list_signature(code, outcome_type(interface), call, "", message, "reply", ";");
    code.blank();
    code.line(handler + "& handler_;");
    code.close("};");
    code.blank();
}

void emit_choice(Code& code, const model::Interface& interface) {
    const std::string& name = interface.name.text;
    const std::string message = interface.is_from_service() ? "event" : "request";
    const std::string reply = std::string(", ipc::OutgoingMessage&") + (has_replies(interface) ? " reply" : "");
    code.open(outcome_type(interface) + " " + class_name(interface) + "::dispatch(ipc::Reader& " + message +
              (interface.is_from_service() ? ")" : reply + ")"));
    code.line("TRY(ipc::check_interface(" + message + ", interface()));");
    code.open("switch (static_cast<" + name + "Call>(" + message + ".header().call))");
    for (const model::Call& call : interface.calls) {
        code.line("case " + name + "Call::" + call.name.text + ":");
        code.line("    return dispatch_" + call.name.text + "(" + message + (call.one_way ? ");" : ", reply);"));
    }
    code.close();
    code.line("return ipc::unknown_call(" + message + ");");
    code.close();
    code.blank();
}

/// One call: everything is decoded and found in order before the handler hears of it.
class CallEmitter {
 public:
    CallEmitter(Code& code, const model::Interface& interface, const model::Call& call)
        : code_(code),
          interface_(interface),
          call_(call),
          request_(free(interface.is_from_service() ? "event" : "request")),
          message_(free("reply")),
          result_(free("result")) {}

    void emit() {
        list_signature(code_, outcome_type(interface_), call_, class_name(interface_) + "::", request_, message_, " {");
        code_.deeper();
        code_.line("TRY(ipc::check_kind(" + request_ + ", ipc::MessageKind::" + kind() + "));");
        emit_arguments();
        code_.line("TRY(" + request_ + ".finish());");
        emit_handling();
        code_.close();
        code_.blank();
    }

 private:
    std::string free(const std::string& wish) const { return free_name(wish, call_.arguments); }

    StatementScope scope(const std::string& stream) const {
        return {
            .stream = stream, .owner = interface_.name.text + "." + call_.name.text, .other_names = call_.arguments};
    }

    std::string kind() const {
        if (interface_.is_from_service()) return "event";
        return call_.one_way ? "one_way" : "request";
    }

    void emit_arguments() {
        for (const model::Field& argument : call_.arguments) {
            emit_read_variable(code_, scope(request_), argument);
        }
    }

    std::vector<std::string> forwarded() const {
        std::vector<std::string> names;
        for (const model::Field& argument : call_.arguments) {
            names.push_back(argument.type.has_fd() ? "std::move(" + argument.name.text + ")" : argument.name.text);
        }
        return names;
    }

    void emit_handling() {
        const std::string handler = "handler_." + call_.name.text + "(";
        if (interface_.is_from_service()) return code_.list("return " + handler, forwarded(), ");");
        if (call_.one_way) return code_.list("return ipc::one_way_outcome(" + handler, forwarded(), "));");
        if (call_.reply.empty()) {
            return code_.list("return ipc::empty_reply_outcome(" + request_ + ", " + message_ + ", " + handler,
                              forwarded(), "));");
        }
        code_.list("auto " + result_ + " = " + handler, forwarded(), ");");
        code_.line("if (!" + result_ + ".ok()) return ipc::error_outcome(" + request_ + ", " + message_ +
                   ", std::move(" + result_ + ").error());");
        emit_reply();
    }

    void emit_reply() {
        const std::string writer = free("writer");
        code_.line("ipc::Writer " + writer + " = ipc::begin_reply(" + request_ + ", " + message_ + ");");
        for (const model::Field& field : call_.reply)
            emit_write(code_, scope(writer), field, result_ + "->" + field.name.text);
        for (const model::Field& field : call_.reply) {
            if (field.type.has_fd())
                emit_take_fds(code_, scope(message_ + ".kept"), field, result_ + "->" + field.name.text);
        }
        code_.line("return ipc::reply_outcome(" + request_ + ", " + message_ + ", " + writer + ");");
    }

    Code& code_;
    const model::Interface& interface_;
    const model::Call& call_;
    std::string request_, message_, result_;
};

}  // namespace

std::string emit_dispatcher_header(const model::Protocol& protocol, const model::Interface& interface) {
    const char* const wire_header =
        interface.is_from_service() ? "ipc/wire/event_dispatcher.hpp" : "ipc/wire/dispatcher.hpp";
    return emit_class_header(protocol, interface, purpose(interface), wire_header, emit_declarations);
}

std::string emit_dispatcher_source(const model::Protocol& protocol, const model::Interface& interface) {
    Code code;
    begin_file(code, interface_sources(interface), purpose(interface));
    code.line("#include \"proto/" + interface_stem(interface) + "_dispatcher.hpp\"");
    code.blank();
    Includes includes;
    includes.standard("utility");
    include_declarations(includes, interface, "_codec");
    includes.emit(code);
    begin_namespace(code, protocol);
    emit_choice(code, interface);
    for (const model::Call& call : interface.calls) CallEmitter(code, interface, call).emit();
    end_namespace(code, protocol);
    return code.take();
}

}  // namespace xrt::compiler
