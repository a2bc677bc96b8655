package io.tablekeep.server.door;

import io.tablekeep.sdk.error.TablekeepException;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time whether there is another certificate, as after its renewal. */
public final class CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  private final Vertx vertx;
  private final TlsFiles files;
  private final Consumer<KeyCertOptions> take;
  private List<Object> seen;

  private CertificateWatch(Vertx vertx, TlsFiles files, Consumer<KeyCertOptions> take) {
    this.vertx = vertx;
    this.files = files;
    this.take = take;
    seen = marks();
  }

  /**
   * Watches until Vert.x is closed.
   *
   * @param vertx its timers and workers are used
   * @param files what to look at
   * @param every how often
   * @param take told of what replaces the certificate, on a worker thread
   */
  public static void begin(
      Vertx vertx, TlsFiles files, Duration every, Consumer<KeyCertOptions> take) {
    CertificateWatch watch = new CertificateWatch(vertx, files, take);
    vertx.setPeriodic(every.toMillis(), timer -> watch.soon());
  }

  private void soon() {
    try {
      vertx
          .executeBlocking(
              () -> {
                look();
                return true;
              },
              true)
          .onFailure(fault -> LOG.error("the certificate could not be looked at", fault));
    } catch (RejectedExecutionException closing) {
      LOG.debug("the certificate is looked at no more: Vert.x closes");
    }
  }

  private synchronized void look() {
    List<Object> now = marks();
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      take.accept(files.load(vertx));
      LOG.info("another certificate is shown from now on");
    } catch (TablekeepException halfWritten) {
      // The old one is shown on; a finished file has another mark again.
      LOG.warn("the new certificate is not taken: {}", halfWritten.getMessage());
    }
  }

  private List<Object> marks() {
    List<Object> marks = new ArrayList<>();
    for (Path file : files.files()) {
      try {
        BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
        marks.add(about.lastModifiedTime());
        marks.add(about.size());
      } catch (IOException missing) {
        marks.add("missing");
      }
    }
    return marks;
  }
}
