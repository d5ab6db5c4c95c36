/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file.h"
#include "worker/frame.h"
#include "worker/frame_head.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_SIZE ((size_t)256 << 10)
/* Descriptors of one read. */
#define FDS_MAX 16

struct MarbreInbox {
    uint8_t *bytes;
    size_t start, end, room;
    GArray *fds; /* of int, in the order of their messages; (nullable) */
};

MarbreInbox *
marbre_inbox_new(bool trusting)
{
    MarbreInbox *inbox = g_new0(MarbreInbox, 1);
    if (trusting) {
        inbox->fds = g_array_new(FALSE, FALSE, sizeof(int));
        g_array_set_clear_func(inbox->fds, (GDestroyNotify)marbre_fd_clear);
    }
    return inbox;
}

void
marbre_inbox_free(MarbreInbox *inbox)
{
    if (!inbox)
        return;
    g_clear_pointer(&inbox->fds, g_array_unref);
    g_free(inbox->bytes);
    g_free(inbox);
}

static void
make_room(MarbreInbox *inbox)
{
    if (inbox->start > 0) {
        memmove(inbox->bytes, inbox->bytes + inbox->start, inbox->end - inbox->start);
        inbox->end -= inbox->start;
        inbox->start = 0;
    }
    if (inbox->room - inbox->end < READ_SIZE) {
        inbox->room = MAX(inbox->room * 2, inbox->end + READ_SIZE);
        inbox->bytes = g_realloc(inbox->bytes, inbox->room);
    }
}

static void
keep_fds(MarbreInbox *inbox, struct msghdr *message)
{
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        guint count = (guint)((part->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        g_array_append_vals(inbox->fds, CMSG_DATA(part), count);
    }
}

ssize_t
marbre_inbox_read(MarbreInbox *inbox, int socket)
{
    make_room(inbox);
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(FDS_MAX * sizeof(int))];
    } control;
    struct iovec part = {.iov_base = inbox->bytes + inbox->end, .iov_len = READ_SIZE};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    /* Without room for them the kernel drops the descriptors of a worker. */
    if (inbox->fds) {
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
    }
    ssize_t size;
    do
        size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (size < 0 && errno == EINTR);
    if (size > 0)
        inbox->end += (size_t)size;
    if (size > 0 && inbox->fds)
        keep_fds(inbox, &message);
    return size;
}

static int
take_fd(MarbreInbox *inbox)
{
    if (!inbox->fds || inbox->fds->len == 0)
        return -1;
    int *first = &g_array_index(inbox->fds, int, 0);
    int fd = marbre_fd_steal(first);
    g_array_remove_index(inbox->fds, 0);
    return fd;
}

typedef struct {
    void *data;
    size_t size;
} Mapping;

static void
unmap(void *data)
{
    Mapping *mapping = data;
    munmap(mapping->data, mapping->size);
    g_free(mapping);
}

static GBytes *
map_body(int fd, size_t size)
{
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return NULL;
    Mapping *mapping = g_new(Mapping, 1);
    *mapping = (Mapping){.data = data, .size = size};
    return g_bytes_new_with_free_func(data, size, unmap, mapping);
}

/* Articles and files are handed to a worker by the million bytes, by whom it is a part of:
 * looking at each byte of them again would cost more than all the rest. */
static GVariant *
open_body(const MarbreInbox *inbox, const MarbreFrameHead *head, GBytes *bytes)
{
    const GVariantType *type = marbre_frame_type(head->kind);
    bool any = head->kind == MARBRE_FRAME_FILE; /* bytes are bytes, and each would be looked at */
    bool trusted = inbox->fds != NULL || any;
    GVariant *body = g_variant_ref_sink(g_variant_new_from_bytes(type, bytes, trusted));
    if (g_variant_is_normal_form(body))
        return body;
    g_variant_unref(body);
    return NULL;
}

static bool
is_blank(const MarbreFrameHead *head, const void *body)
{
    GVariant *blank = marbre_frame_blank();
    return head->kind == MARBRE_FRAME_ANSWER && head->size == g_variant_get_size(blank) &&
           memcmp(body, g_variant_get_data(blank), head->size) == 0;
}

static GVariant *
take_body(const MarbreInbox *inbox, const MarbreFrameHead *head, int fd)
{
    const uint8_t *start = inbox->bytes + inbox->start + sizeof *head;
    bool elsewhere = head->flags & MARBRE_FRAME_IN_MEMORY;
    if (!elsewhere && is_blank(head, start))
        return g_variant_ref(marbre_frame_blank());
    g_autoptr(GBytes) bytes = elsewhere ? map_body(fd, head->size) : g_bytes_new(start, head->size);
    return bytes ? open_body(inbox, head, bytes) : NULL;
}

MarbreInboxStatus
marbre_inbox_take(MarbreInbox *inbox, MarbreFrame *ret_frame)
{
    MarbreFrameHead head;
    size_t held = inbox->end - inbox->start;
    if (held < sizeof head)
        return MARBRE_INBOX_EMPTY;
    memcpy(&head, inbox->bytes + inbox->start, sizeof head);
    if (!marbre_frame_type(head.kind) || (head.flags && !inbox->fds) ||
        (!inbox->fds && head.size > MARBRE_FRAME_LIMIT))
        return MARBRE_INBOX_NONSENSE;
    bool elsewhere = head.flags & MARBRE_FRAME_IN_MEMORY;
    size_t follows = elsewhere ? 0 : marbre_frame_room(head.size);
    if (held - sizeof head < follows)
        return MARBRE_INBOX_EMPTY;
    MARBRE_AUTO_FD fd = head.flags & MARBRE_FRAME_WITH_FD ? take_fd(inbox) : -1;
    GVariant *body = take_body(inbox, &head, fd);
    if (!body)
        return MARBRE_INBOX_NONSENSE;
    inbox->start += sizeof head + follows;
    *ret_frame = (MarbreFrame){.kind = (MarbreFrameKind)head.kind,
                               .body = body,
                               .fd = elsewhere ? -1 : marbre_fd_steal(&fd),
                               .job = head.job,
                               .use = head.use};
    return MARBRE_INBOX_TAKEN;
}
