/* SPDX-License-Identifier: BSL-1.0 */
/*
 * embedding COMMAND [ARGUMENT...]: runs an OpenXR application with a service inside this program. The application needs no socket in the
 * file system: it inherits its connection. Ends with the application's exit code.
 *
 *     cc embedding.c -lmonado_service -o embedding
 */
#include <monado_service.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { inherited_fd = 3 };

/* Starts the application with its connection at a number that it is told. */
static pid_t start(char **command, int connection) {
    pid_t child = -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, connection, inherited_fd); /* inherited even if the numbers are the same */
    setenv("MONADO_SOCKET_FD", "3", 1);
    if (posix_spawnp(&child, command[0], &actions, NULL, command, environ) != 0) child = -1;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static int run(monado_service *service, char **command) {
    char error[256];
    int status = 0;
    const int connection = monado_service_connect(service, error, sizeof(error));
    if (connection < 0) {
        fprintf(stderr, "embedding: %s\n", error);
        return 1;
    }
    const pid_t child = start(command, connection);
    close(connection); /* the application has its own copy, and its end shall be seen */
    if (child < 0 || waitpid(child, &status, 0) != child) {
        fprintf(stderr, "embedding: cannot run %s\n", command[0]);
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int count, char **arguments) {
    const char *const options[] = {"--clock", "virtual", "--log-level", "warning", NULL};
    char error[256];
    if (count < 2) {
        fprintf(stderr, "Usage: embedding COMMAND [ARGUMENT...]\n");
        return 2;
    }
    monado_service *service = monado_service_start(options, error, sizeof(error));
    if (!service) {
        fprintf(stderr, "embedding: %s\n", error);
        return 1;
    }
    const int code = run(service, arguments + 1);
    monado_service_stop(service);
    return code;
}
