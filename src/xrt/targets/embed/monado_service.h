/* SPDX-License-Identifier: BSL-1.0 */
/*
 * libmonado_service: the service of the OpenXR runtime inside a program of your own, which starts applications and hands each a
 * connection. doc/embedding.md tells how; doc/examples/embedding.c is a whole program.
 *
 *     char error[256];
 *     monado_service *service = monado_service_start(options, error, sizeof(error));
 *     int fd = monado_service_connect(service, error, sizeof(error));
 *     ... start an application that inherits fd, with its number in MONADO_SOCKET_FD; close fd here ...
 *     monado_service_stop(service);
 *
 * All functions but monado_service_stop() may be called from any thread, also several at once. No signal handlers, no signals
 * taken, no exceptions, no use of standard input. `error` gets a text for people, cut to `error_size`; it may be NULL.
 */
#ifndef MONADO_SERVICE_H
#define MONADO_SERVICE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

typedef struct monado_service monado_service;

/*
 * Starts a service on threads of its own; it takes clients when this returns. `options` are those of monado-service(1), ending
 * with NULL, or NULL for none; environment variables do not count. It listens nowhere unless --socket says so. --ready-fd and
 * --idle-exit are for programs alone and refused. NULL if it cannot be started.
 */
monado_service *monado_service_start(const char *const *options, char *error, size_t error_size);

/*
 * A new connection for one application: its end, which the caller owns and which is closed on exec; posix_spawn()'s adddup2 and
 * dup2() make a copy that is inherited. Returns once the service serves the other end. -1 if it does not, for instance because it
 * has no room for another client.
 */
int monado_service_connect(monado_service *service, char *error, size_t error_size);

/*
 * Serves a client that is connected already: `fd` is one end of a pair of connected AF_UNIX SOCK_SEQPACKET sockets. Returns once the
 * service has taken it over (0) or refused (-1). In both cases the service owns `fd` and closes it.
 */
int monado_service_add_fd(monado_service *service, int fd, char *error, size_t error_size);

/* How many clients are connected. */
size_t monado_service_client_count(const monado_service *service);

/*
 * Tells the clients, disconnects them, and returns when every thread has ended. Calls in progress on other threads fail first; new
 * ones must not be made. NULL is allowed.
 */
void monado_service_stop(monado_service *service);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
