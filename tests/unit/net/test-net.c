/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fetching, from a server of the test's own on the loopback and out of recordings. */
#include "base/error.h"
#include "net/net.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A server that answers each connection with the next of its texts and remembers what was asked. */
typedef struct {
    int socket;
    int port;
    pthread_t thread;
    const char *answer;
    char asked[4096];
} Server;

static void *
serve(void *data)
{
    Server *server = data;
    int one = accept(server->socket, NULL, NULL);
    if (one < 0)
        return NULL;
    size_t size = 0;
    while (size + 1 < sizeof server->asked) {
        ssize_t got = read(one, server->asked + size, sizeof server->asked - 1 - size);
        if (got <= 0)
            break;
        size += (size_t)got;
        server->asked[size] = '\0';
        const char *end = strstr(server->asked, "\r\n\r\n");
        if (end != NULL && (strncmp(server->asked, "POST", 4) != 0 || end[4] != '\0'))
            break;
    }
    (void)!write(one, server->answer, strlen(server->answer));
    close(one);
    return NULL;
}

static void
server_start(Server *server, const char *answer)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    memset(server, 0, sizeof *server);
    server->answer = answer;
    server->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_assert_cmpint(bind(server->socket, (struct sockaddr *)&address, sizeof address), ==, 0);
    g_assert_cmpint(listen(server->socket, 4), ==, 0);
    g_assert_cmpint(getsockname(server->socket, (struct sockaddr *)&address, &size), ==, 0);
    server->port = ntohs(address.sin_port);
    g_assert_cmpint(pthread_create(&server->thread, NULL, serve, server), ==, 0);
}

static void
server_stop(Server *server)
{
    shutdown(server->socket, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->socket);
}

static GVariant *
request_of(const char *method, const char *address, const char *body)
{
    g_auto(GVariantBuilder) headers;
    g_variant_builder_init(&headers, G_VARIANT_TYPE("a(ss)"));
    g_variant_builder_add(&headers, "(ss)", "X-Desk", "monde");
    if (body[0] != '\0')
        g_variant_builder_add(&headers, "(ss)", "Content-Type", "text/plain");
    return g_variant_ref_sink(
        g_variant_new("(ssa(ss)@ay)", method, address, &headers,
                      g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, body, strlen(body), 1)));
}

static GVariant *
fetch(
    const MarbreNet *net, const char *method, const char *address, const char *body, GError **error)
{
    g_autoptr(GVariant) request = request_of(method, address, body);
    return marbre_net_fetch(net, request, error);
}

static void
assert_answer(
    GVariant *answer, uint32_t status, const char *place, const char *type, const char *body)
{
    uint32_t said;
    const char *address;
    const char *media;
    g_autoptr(GVariant) bytes = NULL;
    g_variant_get(answer, "(u&s&s@ay)", &said, &address, &media, &bytes);
    g_assert_cmpuint(said, ==, status);
    g_assert_cmpstr(address, ==, place);
    g_assert_cmpstr(media, ==, type);
    g_assert_cmpmem(g_variant_get_data(bytes), g_variant_get_size(bytes), body, strlen(body));
}

/* Asked once, recorded, and then answered by the recording when no server is there. */
static void
test_record(void)
{
    g_autofree char *folder = g_dir_make_tmp("marbre-net-XXXXXX", NULL);
    Server server;
    server_start(&server, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                          "Content-Length: 7\r\n\r\nbonjour");
    g_autofree char *origin = g_strdup_printf("http://127.0.0.1:%d", server.port);
    g_autofree char *address = g_strconcat(origin, "/v1?x=y", NULL);
    const char *const allow[] = {origin, NULL};
    const MarbreNet net = {.allow = allow, .record = folder, .program = g_getenv("MARBRE_FETCH")};
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer = fetch(&net, "POST", address, "mot", &error);
    server_stop(&server);
    g_assert_no_error(error);
    assert_answer(answer, 200, "", "text/plain", "bonjour");
    g_assert_true(g_str_has_prefix(server.asked, "POST /v1?x=y HTTP/1.1\r\n"));
    g_assert_nonnull(strstr(server.asked, "X-Desk: monde\r\n"));
    g_assert_nonnull(strstr(server.asked, "User-Agent: Marbre/"));
    g_assert_true(g_str_has_suffix(server.asked, "\r\n\r\nmot"));

    const MarbreNet again = {.allow = allow, .replay = folder, .program = "/no/such/program"};
    g_autoptr(GVariant) replayed = fetch(&again, "POST", address, "mot", &error);
    g_assert_no_error(error);
    assert_answer(replayed, 200, "", "text/plain", "bonjour");
    /* Another body is another request. */
    g_assert_null(fetch(&again, "POST", address, "maux", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "MARBRE_NET_RECORD="));
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autofree char *path = g_build_filename(folder, g_dir_read_name(dir), NULL);
    g_clear_error(&error);
    g_assert_true(g_file_set_contents(path, "no recording", -1, NULL));
    g_assert_null(fetch(&again, "POST", address, "mot", &error));
    g_assert_true(g_str_has_suffix(
        error->message, " is no recording; remove it, and record anew with MARBRE_NET_RECORD"));
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    const MarbreNet gone = {.allow = allow, .program = "/no/such/program"};
    g_clear_error(&error);
    g_assert_null(fetch(&gone, "POST", address, "mot", &error));
    g_assert_true(g_str_has_suffix(
        error->message,
        " could not be fetched: marbre-fetch can't be started; install Marbre again"));
}

/* Where a redirect leads is for whoever asked to decide, and for the list. */
static void
test_redirect(void)
{
    Server server;
    server_start(&server, "HTTP/1.1 302 Found\r\nLocation: /other\r\nConnection: close\r\n"
                          "Content-Length: 0\r\n\r\n");
    g_autofree char *origin = g_strdup_printf("http://127.0.0.1:%d", server.port);
    g_autofree char *address = g_strconcat(origin, "/here", NULL);
    g_autofree char *other = g_strconcat(origin, "/other", NULL);
    const char *const allow[] = {origin, NULL};
    const MarbreNet net = {.allow = allow, .program = g_getenv("MARBRE_FETCH")};
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer = fetch(&net, "GET", address, "", &error);
    server_stop(&server);
    g_assert_no_error(error);
    assert_answer(answer, 302, other, "", "");
}

/* A program that stands in for marbre-fetch and ends otherwise than it should. */
static void
assert_ends(const char *words, const char *why)
{
    static const char *const allow[] = {"example.org", NULL};
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "marbre-net-XXXXXX", NULL);
    g_autofree char *text = g_strconcat("#!/bin/sh\n", words, "\n", NULL);
    g_autoptr(GError) error = NULL;
    int fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0700);
    g_assert_cmpint(write(fd, text, strlen(text)), ==, (ssize_t)strlen(text));
    close(fd);
    const MarbreNet net = {.allow = allow, .program = path};
    g_assert_null(fetch(&net, "GET", "https://example.org/", "", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_cmpstr(error->message, ==, why);
    g_unlink(path);
}

static void
test_ends(void)
{
    assert_ends("cat >/dev/null; exec head -c 20000000 /dev/zero",
                "https://example.org/ could not be fetched: the answer is too large; ask for less");
    assert_ends("kill -XCPU $$",
                "https://example.org/ could not be fetched: it took too long; try again");
    assert_ends("exit 3", "https://example.org/ could not be fetched: marbre-fetch answered "
                          "nonsense; install Marbre again");
}

static void
assert_fails(
    const MarbreNet *net, const char *method, const char *address, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(fetch(net, method, address, "", &error));
    g_assert_error(error, MARBRE_ERROR, code);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, error->message);
}

static void
test_refused(void)
{
    const char *const allow[] = {"example.org", "http://127.0.0.1:1", NULL};
    const MarbreNet net = {.allow = allow, .program = g_getenv("MARBRE_FETCH")};
    assert_fails(&net, "DELETE", "https://example.org/", MARBRE_ERROR_USAGE, "no method");
    assert_fails(&net, "GET", "file:///etc/passwd", MARBRE_ERROR_USAGE, "no address of the web");
    assert_fails(&net, "GET", "https://lea:x@example.org/", MARBRE_ERROR_USAGE, "no user");
    assert_fails(&net, "GET", "https://example.org/#a", MARBRE_ERROR_USAGE, "no user");
    assert_fails(&net, "GET", "https://elsewhere.example/", MARBRE_ERROR_REFUSED,
                 "add “elsewhere.example” to network: {allow: […]}");
    assert_fails(&net, "GET", "http://127.0.0.1:1/", MARBRE_ERROR_FAILED, "could not be fetched");
    const MarbreNet none = {.allow = allow, .program = "/no/such/program"};
    assert_fails(&none, "GET", "https://example.org/", MARBRE_ERROR_FAILED, "install Marbre again");
    const MarbreNet odd = {.allow = allow, .program = "/bin/cat"};
    assert_fails(&odd, "GET", "https://example.org/", MARBRE_ERROR_FAILED, "nonsense");
}

static void
assert_bad_header(const char *name, const char *value)
{
    g_autoptr(GError) error = NULL;
    g_auto(GVariantBuilder) headers;
    g_variant_builder_init(&headers, G_VARIANT_TYPE("a(ss)"));
    g_variant_builder_add(&headers, "(ss)", name, value);
    g_autoptr(GVariant) request =
        g_variant_ref_sink(g_variant_new("(ssa(ss)@ay)", "GET", "https://example.org/", &headers,
                                         g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, "", 0, 1)));
    g_assert_false(marbre_net_request_check(request, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
}

static void
test_headers(void)
{
    assert_bad_header("Host", "evil.example");
    assert_bad_header("proxy-authorization", "x");
    assert_bad_header("Transfer-Encoding", "chunked");
    assert_bad_header("X-A", "a\r\nHost: evil.example");
    assert_bad_header("X A", "a");
    assert_bad_header("", "a");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/net/record", test_record);
    g_test_add_func("/net/ends", test_ends);
    g_test_add_func("/net/redirect", test_redirect);
    g_test_add_func("/net/refused", test_refused);
    g_test_add_func("/net/headers", test_headers);
    return g_test_run();
}
