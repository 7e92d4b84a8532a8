// SPDX-License-Identifier: BSL-1.0
//
// A program under test: started with its output going to files, waited for without polling, killed when forgotten.
//
//     const Finished run = Program::run({built("monado-run"), "--help"});
//     EXPECT_EQ(run.end, exited(0));
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "targets/run/child_process.hpp"
#include "targets/run/environment.hpp"
#include "targets/run/private_folder.hpp"

namespace xrt::run {
/// For test messages.
void PrintTo(const ProcessEnd& end, std::ostream* stream);
}  // namespace xrt::run

namespace xrt::end_to_end {

using namespace std::chrono_literals;

constexpr run::ProcessEnd exited(int code) { return {run::ProcessEnd::How::exited, code}; }
constexpr run::ProcessEnd killed(int signal) { return {run::ProcessEnd::How::killed, signal}; }

/// A program or library of the build tree.
std::string built(const std::string& name);

/// A folder that is gone when its owner is.
run::PrivateFolder temporary_folder();

std::string read_file(const std::string& path);

struct Finished {
    run::ProcessEnd end;
    std::string out;
    std::string err;
    std::chrono::duration<double> took{};
    bool timed_out = false;  ///< it was killed because it did not end
};

/// For test messages.
std::ostream& operator<<(std::ostream& stream, const Finished& finished);

class Program {
 public:
    struct Settings {
        std::vector<std::string> arguments;
        run::Environment environment = run::Environment::of_this_process();
        int stdin_fd = -1;  ///< /dev/null by default
    };

    static Program start(Settings settings);
    /// Starts it and waits for its end.
    static Finished run(std::vector<std::string> arguments, std::chrono::seconds limit = 120s);
    static Finished run(Settings settings, std::chrono::seconds limit = 120s);

    pid_t pid() const { return child_.pid(); }
    void signal(int number) const;
    Finished wait(std::chrono::seconds limit = 120s);
    bool ended();

    /// Waits until its standard output is as wanted; false if it ends or the time is up before.
    bool await_output(const std::function<bool(const std::string&)>& wanted, std::chrono::seconds limit = 60s);
    /// Waits until a whole line of its standard output is this one; false if it ends or the time is up before.
    bool await_line(const std::string& line, std::chrono::seconds limit = 60s);
    std::string out() const { return read_file(folder_->file("out")); }
    std::string err() const { return read_file(folder_->file("err")); }

 private:
    Program(run::ChildProcess child, std::unique_ptr<run::PrivateFolder> folder, UniqueFd pidfd, UniqueFd watch);
    bool wait_for_change(std::chrono::steady_clock::time_point limit) const;

    run::ChildProcess child_;
    std::unique_ptr<run::PrivateFolder> folder_;
    UniqueFd pidfd_;
    UniqueFd watch_;  // inotify on the output
    std::chrono::steady_clock::time_point started_;
};

}  // namespace xrt::end_to_end
