// SPDX-License-Identifier: BSL-1.0
//
// Where the runtime lies: beside monado-run, in a build tree (bin/, lib/) or installed (bin/, share/openxr/1/); the service also on PATH.
#pragma once

#include <optional>
#include <string>

#include "targets/run/run_options.hpp"
#include "xrt/result.hpp"

namespace xrt::run {

class Installation {
 public:
    /// `program` is monado-run's own executable, `search_path` as in $PATH.
    Installation(std::string program, std::string search_path);
    /// Of the running process.
    static Result<Installation> of_this_process();

    Result<std::string> service() const;
    Result<std::string> manifest(Place place) const;
    /// The library that the service's manifest names for tools (MND_libmonado_path), if it is there.
    std::optional<std::string> libmonado() const;

 private:
    std::string folder_;
    std::string search_path_;
};

}  // namespace xrt::run
