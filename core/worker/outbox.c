/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file.h"
#include "worker/frame.h"
#include "worker/frame_head.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* From this size on a file in memory costs less than two copies through the socket. */
#define MEMORY_FROM (UINT32_C(512) << 10)
/* Small messages are gathered up to this size, to be sent with one call. */
#define GATHER_TO (UINT32_C(64) << 10)

typedef struct {
    GByteArray *bytes;
    size_t sent;
    int fd; /* goes with the first byte; -1: none */
} Parcel;

struct MarbreOutbox {
    GQueue parcels;
    size_t waits;      /* bytes of these */
    GByteArray *spare; /* (nullable) of a parcel that is gone: its pages are there already */
    bool memory;
};

static Parcel *
parcel_new(MarbreOutbox *outbox, int fd)
{
    Parcel *parcel = g_new(Parcel, 1);
    GByteArray *bytes = outbox->spare ? outbox->spare : g_byte_array_new();
    *parcel = (Parcel){.bytes = bytes, .fd = fd};
    outbox->spare = NULL;
    return parcel;
}

static void
parcel_free(void *data)
{
    Parcel *parcel = data;
    g_byte_array_unref(parcel->bytes);
    marbre_fd_clear(&parcel->fd);
    g_free(parcel);
}

MarbreOutbox *
marbre_outbox_new(bool memory)
{
    MarbreOutbox *outbox = g_new0(MarbreOutbox, 1);
    outbox->memory = memory;
    return outbox;
}

void
marbre_outbox_free(MarbreOutbox *outbox)
{
    if (!outbox)
        return;
    g_queue_clear_full(&outbox->parcels, parcel_free);
    g_clear_pointer(&outbox->spare, g_byte_array_unref);
    g_free(outbox);
}

bool
marbre_outbox_is_empty(const MarbreOutbox *outbox)
{
    return outbox->parcels.length == 0;
}

/* A descriptor goes with the first byte of a send, so its message starts a parcel. */
static GByteArray *
room_for(MarbreOutbox *outbox, size_t size, int fd)
{
    Parcel *last = g_queue_peek_tail(&outbox->parcels);
    if (!last || fd >= 0 || last->bytes->len + size > GATHER_TO) {
        last = parcel_new(outbox, fd);
        g_queue_push_tail(&outbox->parcels, last);
    }
    return last->bytes;
}

static int
seal(GVariant *body, size_t size)
{
    MARBRE_AUTO_FD fd = memfd_create("body", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return -1;
    if (!marbre_file_write_fd(fd, "body", g_variant_get_data(body), size, NULL))
        return -1;
    if (fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0)
        return -1;
    return marbre_fd_steal(&fd);
}

static void
add(MarbreOutbox *outbox, MarbreFrameHead head, GVariant *body, int carried)
{
    size_t follows = head.flags & MARBRE_FRAME_IN_MEMORY ? 0 : marbre_frame_room(head.size);
    GByteArray *bytes = room_for(outbox, sizeof head + follows, carried);
    outbox->waits += sizeof head + follows;
    g_byte_array_append(bytes, (const uint8_t *)&head, sizeof head);
    if (follows == 0)
        return;
    guint start = bytes->len;
    g_byte_array_set_size(bytes, start + (guint)follows);
    memset(bytes->data + start + head.size, 0, follows - head.size);
    g_variant_store(body, bytes->data + start);
}

void
marbre_outbox_add(MarbreOutbox *outbox, MarbreFrameKind kind, GVariant *body, int fd)
{
    g_autoptr(GVariant) owned = g_variant_ref_sink(body);
    size_t size = g_variant_get_size(owned);
    MarbreFrameHead head = {.size = (uint32_t)size, .kind = (uint16_t)kind};
    int carried = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
    if (carried >= 0) {
        head.flags = MARBRE_FRAME_WITH_FD;
    } else if (outbox->memory && size >= MEMORY_FROM) {
        /* Without memory to seal, the socket does as well. */
        carried = seal(owned, size);
        if (carried >= 0)
            head.flags = MARBRE_FRAME_WITH_FD | MARBRE_FRAME_IN_MEMORY;
    }
    add(outbox, head, owned, carried);
}

void
marbre_outbox_add_answer(MarbreOutbox *outbox, uint32_t job, uint32_t use, GVariant *packed)
{
    MarbreFrameHead head = {.size = (uint32_t)g_variant_get_size(packed),
                            .kind = MARBRE_FRAME_ANSWER,
                            .job = job,
                            .use = use};
    add(outbox, head, packed, -1);
}

size_t
marbre_outbox_add_file(MarbreOutbox *outbox,
                       uint32_t job,
                       uint32_t use,
                       const char *path,
                       const char *media_type,
                       const char *data,
                       size_t size)
{
    size_t path_size = strlen(path) + 1, type_size = strlen(media_type) + 1;
    MarbreFrameHead head = {.size = (uint32_t)(path_size + type_size + size),
                            .kind = MARBRE_FRAME_FILE,
                            .job = job,
                            .use = use};
    size_t all = sizeof head + marbre_frame_room(head.size);
    GByteArray *bytes = room_for(outbox, all, -1);
    outbox->waits += all;
    g_byte_array_append(bytes, (const uint8_t *)&head, sizeof head);
    g_byte_array_append(bytes, (const uint8_t *)path, (guint)path_size);
    g_byte_array_append(bytes, (const uint8_t *)media_type, (guint)type_size);
    g_byte_array_append(bytes, (const uint8_t *)data, (guint)size);
    g_byte_array_set_size(bytes, bytes->len + (guint)(marbre_frame_room(head.size) - head.size));
    return outbox->waits;
}

void
marbre_outbox_add_again(MarbreOutbox *outbox, uint32_t job, uint32_t use, const char *path)
{
    g_autoptr(GVariant) body = g_variant_ref_sink(g_variant_new_string(path));
    MarbreFrameHead head = {.size = (uint32_t)g_variant_get_size(body),
                            .kind = MARBRE_FRAME_AGAIN,
                            .job = job,
                            .use = use};
    add(outbox, head, body, -1);
}

static ssize_t
send_parcel(Parcel *parcel, int socket, int flags)
{
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec part = {.iov_base = parcel->bytes->data + parcel->sent,
                         .iov_len = parcel->bytes->len - parcel->sent};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (parcel->fd >= 0) {
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
        control.head.cmsg_level = SOL_SOCKET;
        control.head.cmsg_type = SCM_RIGHTS;
        control.head.cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(&control.head), &parcel->fd, sizeof(int));
    }
    return sendmsg(socket, &message, flags | MSG_NOSIGNAL);
}

/* The parcel is gone when all of it is. */
static void
note_sent(MarbreOutbox *outbox, Parcel *parcel, size_t size)
{
    parcel->sent += size;
    outbox->waits -= size;
    marbre_fd_clear(&parcel->fd);
    parcel->fd = -1;
    if (parcel->sent < parcel->bytes->len)
        return;
    g_queue_pop_head(&outbox->parcels);
    if (!outbox->spare && parcel->bytes->len <= GATHER_TO) {
        outbox->spare = g_byte_array_ref(parcel->bytes);
        g_byte_array_set_size(outbox->spare, 0);
    }
    parcel_free(parcel);
}

bool
marbre_outbox_send(MarbreOutbox *outbox, int socket)
{
    Parcel *parcel;
    while ((parcel = g_queue_peek_head(&outbox->parcels)) != NULL) {
        ssize_t sent = send_parcel(parcel, socket, MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return errno == EAGAIN;
        note_sent(outbox, parcel, (size_t)sent);
    }
    return true;
}

bool
marbre_outbox_write(MarbreOutbox *outbox, int socket)
{
    Parcel *parcel;
    while ((parcel = g_queue_peek_head(&outbox->parcels)) != NULL) {
        /* A worker may write(), not send. */
        ssize_t sent =
            write(socket, parcel->bytes->data + parcel->sent, parcel->bytes->len - parcel->sent);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        note_sent(outbox, parcel, (size_t)sent);
    }
    return true;
}
