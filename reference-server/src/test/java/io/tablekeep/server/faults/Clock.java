package io.tablekeep.server.faults;

import io.tablekeep.server.torture.Effort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Lets a process see another time of day than the machine's; how time passes stays as it is. */
final class Clock {
  private static final String SOURCE =
      """
      #define _GNU_SOURCE
      #include <fcntl.h>
      #include <stdlib.h>
      #include <sys/mman.h>
      #include <sys/syscall.h>
      #include <sys/time.h>
      #include <time.h>
      #include <unistd.h>
      static volatile long *offset;
      __attribute__((constructor)) static void begin(void) {
        const char *file = getenv("TABLEKEEP_TEST_CLOCK");
        int fd = file ? open(file, O_RDONLY) : -1;
        if (fd < 0) return;
        void *at = mmap(0, sizeof(long), PROT_READ, MAP_SHARED, fd, 0);
        if (at != MAP_FAILED) offset = at;
        close(fd);
      }
      int clock_gettime(clockid_t id, struct timespec *to) {
        int failed = syscall(SYS_clock_gettime, id, to);
        if (!failed && offset && id == CLOCK_REALTIME) to->tv_sec += *offset;
        return failed;
      }
      int gettimeofday(struct timeval *restrict to, void *restrict zone) {
        struct timespec now;
        int failed = clock_gettime(CLOCK_REALTIME, &now);
        to->tv_sec = now.tv_sec;
        to->tv_usec = now.tv_nsec / 1000;
        return failed;
      }
      time_t time(time_t *to) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        if (to) *to = now.tv_sec;
        return now.tv_sec;
      }
      """;

  private Clock() {}

  /** The library; empty where there is no compiler. */
  static Optional<Path> library(Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("clock.c"), SOURCE);
    Path library = folder.resolve("clock.so");
    if (!Shell.works("gcc -O1 -shared -fPIC -o " + library + " " + source)) {
      Effort.say("faults: no gcc here, clocks are left alone");
      return Optional.empty();
    }
    return Optional.of(library);
  }

  /** Sets how many seconds a process is ahead, or behind. */
  static void set(Path file, long seconds) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, seconds);
    // Written in place: the process has this very file mapped.
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(bytes, 0);
    }
  }
}
