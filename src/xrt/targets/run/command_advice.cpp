// SPDX-License-Identifier: BSL-1.0
#include "targets/run/command_advice.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace xrt::run {
namespace {

bool has_slash(const std::string& word) { return word.find('/') != std::string::npos; }

std::string not_found(const CommandFacts& facts) {
    if (facts.there) return "the file is there, and the interpreter or dynamic loader that it names is not";
    if (has_slash(facts.word)) return "there is no such file";
    if (facts.in_this_folder) return "it is in this folder, which is not on PATH: ./" + facts.word;
    if (facts.word == "hello_xr") return "on Debian: apt-get install libopenxr-utils";
    if (facts.word.find(' ') != std::string::npos)
        return "a command and its arguments are words of their own, without quotes around all";
    return "it is in no folder of PATH: check the spelling, or give its path";
}

std::string not_runnable(const CommandFacts& facts) {
    if (facts.is_folder) return "it is a folder";
    if (facts.there && !facts.may_be_run) return "chmod +x " + facts.word + " makes it a program";
    return "it is no program for this machine, or a script without #! in its first line";
}

}  // namespace

CommandFacts look_at_command(const std::string& word) {
    CommandFacts facts{.word = word};
    struct stat status {};
    const bool found = ::stat(word.c_str(), &status) == 0;
    facts.is_folder = found && S_ISDIR(status.st_mode);
    facts.may_be_run = found && (status.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0;
    facts.there = found && has_slash(word);
    facts.in_this_folder = found && !facts.there && !facts.is_folder && facts.may_be_run;
    return facts;
}

std::string command_complaint(const CommandFacts& facts, const Error& error) {
    if (error.code == ErrorCode::not_found) return "command not found: " + facts.word + "; " + not_found(facts);
    return "the command cannot be run: " + error.message + "; " + not_runnable(facts);
}

}  // namespace xrt::run
