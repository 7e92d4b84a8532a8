// SPDX-License-Identifier: BSL-1.0
//
// The C functions: no exception passes them, and every failure becomes a text.
#include "targets/embed/monado_service.h"

#include <cstdio>
#include <exception>

#include "targets/embed/embedded_service.hpp"

struct monado_service {
    std::unique_ptr<xrt::EmbeddedService> service;
};

namespace xrt {
namespace {

/// Where the caller wants to read what went wrong.
struct ErrorText {
    char* text;
    size_t size;

    void set(const char* message) const {
        if (text && size > 0) std::snprintf(text, size, "%s", message);
    }
};

/// The function's value, or `otherwise` and the text of what went wrong.
template <typename Value, typename Function>
Value guarded(const ErrorText& text, Value otherwise, Function function) {
    try {
        Result<Value> result = function();
        if (result) return std::move(result).value();
        text.set(result.error().message.c_str());
    } catch (const std::exception& exception) {
        text.set(exception.what());
    } catch (...) {
        text.set("an exception of an unknown kind");
    }
    return otherwise;
}

std::vector<std::string> strings(const char* const* list) {
    std::vector<std::string> result;
    for (; list && *list; ++list) result.emplace_back(*list);
    return result;
}

}  // namespace
}  // namespace xrt

monado_service* monado_service_start(const char* const* options, char* error, size_t error_size) {
    const auto start = [&]() -> xrt::Result<monado_service*> {
        auto service = TRY(xrt::EmbeddedService::start(xrt::strings(options)));
        return new monado_service{std::move(service)};
    };
    return xrt::guarded<monado_service*>({error, error_size}, nullptr, start);
}

int monado_service_connect(monado_service* service, char* error, size_t error_size) {
    return xrt::guarded<int>({error, error_size}, -1, [&]() -> xrt::Result<int> {
        xrt::UniqueFd end = TRY(service->service->connect());
        return end.release();
    });
}

int monado_service_add_fd(monado_service* service, int fd, char* error, size_t error_size) {
    return xrt::guarded<int>({error, error_size}, -1, [&]() -> xrt::Result<int> {
        TRY(service->service->add_fd(xrt::UniqueFd(fd)));
        return 0;
    });
}

size_t monado_service_client_count(const monado_service* service) { return service->service->client_count(); }

void monado_service_stop(monado_service* service) { delete service; }
