/* Writes down what a program does to the files of one folder: the record from which powercut.py rebuilds the disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LARGEST_FD = 4096, LONGEST = 4096 };
static const char *watched;
static int record_fd = -1;
static char is_ours[LARGEST_FD];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *record = getenv("POWERCUT_RECORD");
    watched = getenv("POWERCUT_FOLDER");
    if (record && watched) {
        record_fd = (int)syscall(SYS_openat, AT_FDCWD, record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}

static int in_folder(const char *path) {
    return record_fd >= 0 && path && strncmp(path, watched, strlen(watched)) == 0;
}

struct head { uint8_t kind; uint8_t pad[3]; int32_t fd; int64_t at; uint32_t size; uint32_t size2; };

static void put(char kind, int fd, int64_t at, const void *data, size_t size, const void *data2, size_t size2) {
    struct head head = {(uint8_t)kind, {0, 0, 0}, fd, at, (uint32_t)size, (uint32_t)size2};
    pthread_mutex_lock(&lock);
    syscall(SYS_write, record_fd, &head, sizeof head);
    if (size) syscall(SYS_write, record_fd, data, size);
    if (size2) syscall(SYS_write, record_fd, data2, size2);
    pthread_mutex_unlock(&lock);
}

static void put_path(char kind, int fd, int64_t at, const char *path) {
    put(kind, fd, at, path, strlen(path), NULL, 0);
}

static int known(int fd) { return fd >= 0 && fd < LARGEST_FD && is_ours[fd]; }

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd >= 0 && fd < LARGEST_FD) {
        is_ours[fd] = (char)in_folder(path);
        if (is_ours[fd]) {
            /* 1: made, 2: emptied, 4: written at its end */
            int how = ((flags & O_CREAT) && !was_there ? 1 : 0) | ((flags & O_TRUNC) ? 2 : 0) | ((flags & O_APPEND) ? 4 : 0);
            put_path('O', fd, how, path);
        }
    }
    return fd;
}

static int there(const char *path) {
    struct stat info;
    return in_folder(path) && stat(path, &info) == 0;
}

#define OPEN(name)                                                                   \
    int name(const char *path, int flags, ...) {                                     \
        va_list more;                                                                \
        va_start(more, flags);                                                       \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;    \
        va_end(more);                                                                \
        int was_there = there(path);                                                 \
        return opened(REAL(name)(path, flags, mode), path, flags, was_there);        \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                 \
    int name(int folder, const char *path, int flags, ...) {                         \
        va_list more;                                                                \
        va_start(more, flags);                                                       \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;    \
        va_end(more);                                                                \
        int was_there = there(path);                                                 \
        return opened(REAL(name)(folder, path, flags, mode), path, flags, was_there); \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size) {
    ssize_t done = REAL(write)(fd, data, size);
    if (done > 0 && known(fd)) put('W', fd, (int64_t)lseek(fd, 0, SEEK_CUR) - done, data, (size_t)done, NULL, 0);
    return done;
}

#define PWRITE(name, kind)                                                           \
    ssize_t name(int fd, const void *data, size_t size, kind at) {                   \
        ssize_t done = REAL(name)(fd, data, size, at);                               \
        if (done > 0 && known(fd)) put('W', fd, (int64_t)at, data, (size_t)done, NULL, 0); \
        return done;                                                                 \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define SYNC(name)                                                                   \
    int name(int fd) {                                                               \
        int failed = REAL(name)(fd);                                                 \
        if (!failed && known(fd)) put('S', fd, 0, NULL, 0, NULL, 0);                 \
        return failed;                                                               \
    }
SYNC(fsync)
SYNC(fdatasync)

#define FTRUNCATE(name, kind)                                                        \
    int name(int fd, kind size) {                                                    \
        int failed = REAL(name)(fd, size);                                           \
        if (!failed && known(fd)) put('T', fd, (int64_t)size, NULL, 0, NULL, 0);     \
        return failed;                                                               \
    }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

#define TRUNCATE(name, kind)                                                         \
    int name(const char *path, kind size) {                                          \
        int failed = REAL(name)(path, size);                                         \
        if (!failed && in_folder(path)) put_path('t', -1, (int64_t)size, path);      \
        return failed;                                                               \
    }
TRUNCATE(truncate, off_t)
TRUNCATE(truncate64, off64_t)

int close(int fd) {
    if (known(fd)) {
        is_ours[fd] = 0;
        put('C', fd, 0, NULL, 0, NULL, 0);
    }
    return REAL(close)(fd);
}

int rename(const char *from, const char *to) {
    int failed = REAL(rename)(from, to);
    if (!failed && in_folder(to)) put('R', -1, 0, from, strlen(from), to, strlen(to));
    return failed;
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    int failed = REAL(renameat)(from_folder, from, to_folder, to);
    if (!failed && in_folder(to)) put('R', -1, 0, from, strlen(from), to, strlen(to));
    return failed;
}

int unlink(const char *path) {
    int failed = REAL(unlink)(path);
    if (!failed && in_folder(path)) put_path('U', -1, 0, path);
    return failed;
}

int unlinkat(int folder, const char *path, int flags) {
    int failed = REAL(unlinkat)(folder, path, flags);
    if (!failed && in_folder(path)) put_path('U', -1, 0, path);
    return failed;
}

int mkdir(const char *path, mode_t mode) {
    int failed = REAL(mkdir)(path, mode);
    if (!failed && in_folder(path)) put_path('M', -1, 0, path);
    return failed;
}
