#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""ci_steps.py FILE FOLDER: writes the shell steps of a CI file into FOLDER, one file each: "01 Install packages", "02 Build the
runtime" and so on, in their order. Knows workflows of GitHub Actions, GitLab's .gitlab-ci.yml, and the last stage of a Dockerfile."""

import json
import pathlib
import re
import sys

import yaml

GITLAB_WORDS = {"stages", "variables", "default", "include", "workflow"}


def github_steps(workflow):
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                yield step["name"], step["run"]


def gitlab_steps(pipeline):
    for name, job in pipeline.items():
        if name in GITLAB_WORDS:
            continue
        for part in ("before_script", "script", "after_script"):
            if part in job:
                yield part, "\n".join(job[part])


def docker_steps(text):
    joined = re.sub(r"\\\n\s*", " ", text)
    last_stage = re.split(r"^FROM .*$", joined, flags=re.M)[-1]
    for word, command in re.findall(r"^(RUN|CMD) (.*)$", last_stage, flags=re.M):
        yield word, " ".join(json.loads(command)) if command.startswith("[") else command


def steps(path):
    text = path.read_text()
    if path.name == "Dockerfile":
        return docker_steps(text)
    document = yaml.safe_load(text)
    return github_steps(document) if "jobs" in document else gitlab_steps(document)


def main(path, folder):
    for number, (name, command) in enumerate(steps(pathlib.Path(path)), start=1):
        (pathlib.Path(folder) / f"{number:02} {name}").write_text(command + "\n")


main(*sys.argv[1:])
