/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/frame.h"

#include "plugin/outcome.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    int ends[2]; /* parent's, worker's */
    MarbreOutbox *outbox;
    MarbreInbox *inbox;
} Fixture;

/* data: the way to the worker, else the way to the parent */
static void
set_up(Fixture *fixture, gconstpointer data)
{
    bool down = data != NULL;
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fixture->ends), ==, 0);
    fixture->outbox = marbre_outbox_new(down);
    fixture->inbox = marbre_inbox_new(down);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    close(fixture->ends[0]);
    close(fixture->ends[1]);
    marbre_outbox_free(fixture->outbox);
    marbre_inbox_free(fixture->inbox);
}

/* Move what can be moved, until a message is there. */
static GVariant *
pass(Fixture *fixture, MarbreFrameKind wanted, int *ret_fd)
{
    for (int turn = 0; turn < 10000; turn++) {
        MarbreFrame frame;
        g_assert_true(marbre_outbox_send(fixture->outbox, fixture->ends[0]));
        ssize_t size = marbre_inbox_read(fixture->inbox, fixture->ends[1]);
        g_assert_true(size > 0 || errno == EAGAIN);
        MarbreInboxStatus status = marbre_inbox_take(fixture->inbox, &frame);
        g_assert_cmpint(status, !=, MARBRE_INBOX_NONSENSE);
        if (status == MARBRE_INBOX_EMPTY)
            continue;
        g_assert_cmpint(frame.kind, ==, wanted);
        if (ret_fd)
            *ret_fd = frame.fd;
        return frame.body;
    }
    g_assert_not_reached();
}

static GVariant *
reply(size_t size)
{
    g_autofree char *text = g_strnfill(size, 'x');
    return g_variant_new("(ismv)", 0, text, NULL);
}

static void
test_sizes(Fixture *fixture, gconstpointer data)
{
    static const size_t sizes[] = {0, 1, 7, 8, 9, 1000, 65535, 70000, 300000, 600000, 5000000};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        marbre_outbox_add(fixture->outbox, MARBRE_FRAME_REPLY, reply(sizes[i]), -1);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GVariant) body = pass(fixture, MARBRE_FRAME_REPLY, NULL);
        const char *text;
        g_variant_get_child(body, 1, "&s", &text);
        g_assert_cmpuint(strlen(text), ==, sizes[i]);
    }
    g_assert_true(marbre_outbox_is_empty(fixture->outbox));
}

static void
test_descriptors(Fixture *fixture, gconstpointer data)
{
    static const char *const paths[] = {"/dev/null", "/dev/zero", "/etc/passwd"};
    for (unsigned i = 0; i < G_N_ELEMENTS(paths); i++) {
        int fd = open(paths[i], O_RDONLY | O_CLOEXEC);
        marbre_outbox_add(fixture->outbox, MARBRE_FRAME_DESCRIBE, g_variant_new("(u)", i), -1);
        marbre_outbox_add(fixture->outbox, MARBRE_FRAME_PLUGIN,
                          g_variant_new("(uss)", i, "id", paths[i]), fd);
        close(fd);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(paths); i++) {
        int fd;
        g_autoptr(GVariant) before = pass(fixture, MARBRE_FRAME_DESCRIBE, &fd);
        g_assert_cmpint(fd, ==, -1);
        g_autoptr(GVariant) body = pass(fixture, MARBRE_FRAME_PLUGIN, &fd);
        struct stat sent, named;
        g_assert_cmpint(fstat(fd, &sent), ==, 0);
        g_assert_cmpint(stat(paths[i], &named), ==, 0);
        g_assert_true(sent.st_ino == named.st_ino && sent.st_dev == named.st_dev);
        close(fd);
    }
}

static MarbreInboxStatus
take_raw(Fixture *fixture, const void *bytes, size_t size)
{
    MarbreFrame frame = {.fd = -1};
    g_assert_cmpint(write(fixture->ends[0], bytes, size), ==, (ssize_t)size);
    g_assert_cmpint(marbre_inbox_read(fixture->inbox, fixture->ends[1]), ==, (ssize_t)size);
    MarbreInboxStatus status = marbre_inbox_take(fixture->inbox, &frame);
    marbre_frame_clear(&frame);
    return status;
}

typedef struct {
    uint32_t size;
    uint16_t kind;
    uint16_t flags;
    uint32_t job, use;
    char body[16];
} Raw;

static void
test_nonsense(Fixture *fixture, gconstpointer data)
{
    static const Raw cases[] = {
        {.size = 8, .kind = 0},
        {.size = 8, .kind = 99},
        {.size = 0xffffffff, .kind = MARBRE_FRAME_ANSWER},
        {.size = MARBRE_FRAME_LIMIT + 1, .kind = MARBRE_FRAME_ANSWER},
        {.size = 8, .kind = MARBRE_FRAME_READY, .flags = 1},
        {.size = 8, .kind = MARBRE_FRAME_READY, .flags = 2},
        {.size = 8, .kind = MARBRE_FRAME_READY, .flags = 4},
        {.size = 3, .kind = MARBRE_FRAME_DESCRIBE},
        {.size = 16, .kind = MARBRE_FRAME_INFO, .body = "\xff\xff\xff\xff\xff\xff\xff\xff"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%u %u", cases[i].kind, cases[i].size);
        g_assert_cmpint(take_raw(fixture, &cases[i], sizeof cases[i]), ==, MARBRE_INBOX_NONSENSE);
        marbre_inbox_free(fixture->inbox);
        fixture->inbox = marbre_inbox_new(false);
    }
}

static void
test_pieces(Fixture *fixture, gconstpointer data)
{
    const Raw whole = {.size = 4, .kind = MARBRE_FRAME_DESCRIBE, .body = {7}};
    const char *bytes = (const char *)&whole;
    for (size_t i = 0; i < 23; i++)
        g_assert_cmpint(take_raw(fixture, bytes + i, 1), ==, MARBRE_INBOX_EMPTY);
    g_assert_cmpint(take_raw(fixture, bytes + 23, 1), ==, MARBRE_INBOX_TAKEN);
}

static void
test_answers(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_new();
    g_autoptr(GVariant) blank = marbre_outcome_pack(outcome);
    outcome->until = 7;
    g_autoptr(GVariant) other = marbre_outcome_pack(outcome);
    marbre_outbox_add_answer(fixture->outbox, 3, 4, blank);
    marbre_outbox_add_answer(fixture->outbox, 5, 6, other);
    g_assert_true(marbre_outbox_write(fixture->outbox, fixture->ends[0]));
    g_assert_cmpint(marbre_inbox_read(fixture->inbox, fixture->ends[1]), >, 0);
    MarbreFrame frame;
    g_assert_cmpint(marbre_inbox_take(fixture->inbox, &frame), ==, MARBRE_INBOX_TAKEN);
    g_assert_true(frame.body == marbre_frame_blank());
    g_assert_cmpuint(frame.job, ==, 3);
    g_assert_cmpuint(frame.use, ==, 4);
    marbre_frame_clear(&frame);
    g_assert_cmpint(marbre_inbox_take(fixture->inbox, &frame), ==, MARBRE_INBOX_TAKEN);
    g_assert_true(frame.body != marbre_frame_blank());
    g_autoptr(MarbreOutcome) read = marbre_outcome_unpack(frame.body, NULL);
    g_assert_cmpint(read->until, ==, 7);
    g_assert_cmpuint(frame.job, ==, 5);
    marbre_frame_clear(&frame);
}

/* Descriptors that a worker sends are dropped, not taken in. */
static void
expect_file(Fixture *fixture, uint32_t job, uint32_t use, const char *expected, size_t size)
{
    MarbreFrame frame;
    gsize there;
    g_assert_cmpint(marbre_inbox_take(fixture->inbox, &frame), ==, MARBRE_INBOX_TAKEN);
    g_assert_cmpint(frame.kind, ==, MARBRE_FRAME_FILE);
    g_assert_cmpuint(frame.job, ==, job);
    g_assert_cmpuint(frame.use, ==, use);
    const char *bytes = g_variant_get_fixed_array(frame.body, &there, 1);
    g_assert_cmpmem(bytes, there, expected, size);
    marbre_frame_clear(&frame);
}

/* Bytes of any kind, which nobody looks at on the way. */
static void
test_files(Fixture *fixture, gconstpointer data)
{
    static const char one[] = "a/index.html\0text/html\0<p>\xff\0</p>", two[] = "b\0t/x\0";
    size_t waits = marbre_outbox_add_file(fixture->outbox, 3, 4, "a/index.html", "text/html",
                                          "<p>\xff\0</p>", 9);
    g_assert_cmpuint(waits, ==, 16 + 32);
    g_assert_cmpuint(marbre_outbox_add_file(fixture->outbox, 5, 6, "b", "t/x", NULL, 0), ==,
                     waits + 16 + 8);
    g_assert_true(marbre_outbox_write(fixture->outbox, fixture->ends[0]));
    g_assert_cmpuint(marbre_outbox_add_file(fixture->outbox, 5, 6, "b", "t/x", NULL, 0), ==, 24);
    g_assert_cmpint(marbre_inbox_read(fixture->inbox, fixture->ends[1]), >, 0);
    expect_file(fixture, 3, 4, one, sizeof one - 1);
    expect_file(fixture, 5, 6, two, sizeof two - 1);
}

static void
test_unwanted(Fixture *fixture, gconstpointer data)
{
    int before = dup(0);
    close(before);
    marbre_outbox_add(fixture->outbox, MARBRE_FRAME_DESCRIBE, g_variant_new("(u)", 1), 0);
    g_assert_true(marbre_outbox_send(fixture->outbox, fixture->ends[0]));
    g_assert_cmpint(marbre_inbox_read(fixture->inbox, fixture->ends[1]), >, 0);
    int after = dup(0);
    close(after);
    g_assert_cmpint(before, ==, after);
}

static void
test_closed(Fixture *fixture, gconstpointer data)
{
    marbre_outbox_add(fixture->outbox, MARBRE_FRAME_REPLY, reply(10), -1);
    shutdown(fixture->ends[1], SHUT_RDWR);
    g_assert_false(marbre_outbox_send(fixture->outbox, fixture->ends[0]));
    g_assert_cmpint(marbre_inbox_read(fixture->inbox, fixture->ends[1]), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const struct {
        const char *path;
        gconstpointer down;
        void (*test)(Fixture *, gconstpointer);
    } tests[] = {
        {"/worker/frame/sizes", NULL, test_sizes},
        {"/worker/frame/sizes-down", argv, test_sizes},
        {"/worker/frame/descriptors", argv, test_descriptors},
        {"/worker/frame/nonsense", NULL, test_nonsense},
        {"/worker/frame/files", NULL, test_files},
        {"/worker/frame/pieces", NULL, test_pieces},
        {"/worker/frame/answers", NULL, test_answers},
        {"/worker/frame/unwanted", NULL, test_unwanted},
        {"/worker/frame/closed", NULL, test_closed},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].path, Fixture, tests[i].down, set_up, tests[i].test, tear_down);
    return g_test_run();
}
