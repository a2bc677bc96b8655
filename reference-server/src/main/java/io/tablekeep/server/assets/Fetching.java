package io.tablekeep.server.assets;

import io.tablekeep.engine.asset.FileAssetStore;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one picture from another node, into a file and then, if it is the right one, the store. */
final class Fetching implements LineEnd {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

  private final EngineRuntime runtime;
  private final Loop loop;
  private final FileAssetStore assets;
  private final Path scratch;
  private final AssetId id;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private final Queue<byte[]> pieces = new ArrayDeque<>();
  private @Nullable Line line;
  private @Nullable Path file;
  private boolean working;
  private boolean over;
  private boolean whole;
  private long bytes;
  private long heard;

  Fetching(EngineRuntime runtime, Loop loop, FileAssetStore assets, Path scratch, AssetId id) {
    this.runtime = runtime;
    this.loop = loop;
    this.assets = assets;
    this.scratch = scratch;
    this.id = id;
  }

  /** Begins, on the loop; tells whether the picture is here now. */
  CompletableFuture<Boolean> from(Function<LineEnd, Line> opening) {
    working = true;
    loop.resume(
        runtime.offload(
            () -> Files.createTempFile(Files.createDirectories(scratch), "peer", ".part")),
        (made, failure) -> {
          working = false;
          if (made == null) {
            LOG.warn("there is no room for pictures of other nodes", failure);
            done.complete(false);
            return;
          }
          file = made;
          heard = runtime.nanos();
          line = opening.apply(this);
          watch();
        });
    return done;
  }

  private void watch() {
    loop.after(
        Peers.SILENCE,
        () -> {
          if (done.isDone() || over) {
            return;
          }
          if (!working && runtime.nanos() - heard >= Peers.SILENCE.toNanos()) {
            stop("It came too slowly.");
          } else {
            watch();
          }
        });
  }

  private void stop(String why) {
    Line open = line;
    line = null;
    if (open != null) {
      open.close("left", why);
    }
    over = true;
    whole = false;
    pieces.clear();
    work();
  }

  @Override
  public void heard(byte[] message) {
    heard = runtime.nanos();
    bytes += message.length;
    if (bytes > AssetLimits.defaults().maxBytes()) {
      stop("It is larger than pictures are.");
      return;
    }
    pieces.add(message);
    work();
  }

  @Override
  public void writable(boolean now) {}

  @Override
  public void closed(String code, String message) {
    line = null;
    over = true;
    whole = code.equals("all");
    work();
  }

  /** Writes the next piece; at the end puts the file where it belongs, and lets go of it. */
  private void work() {
    Path to = file;
    if (working || to == null || done.isDone()) {
      return;
    }
    byte[] piece = pieces.poll();
    if (piece == null && !over) {
      return;
    }
    working = true;
    boolean keep = whole;
    loop.resume(
        runtime.offload(() -> piece == null ? end(to, keep) : write(to, piece)),
        (kept, failure) -> {
          working = false;
          if (failure != null) {
            LOG.warn("the picture {} of another node could not be taken", id, failure);
          }
          if (piece == null) {
            done.complete(kept != null && kept);
            return;
          }
          Line open = line;
          if (failure != null) {
            stop("It could not be written.");
          } else if (open != null) {
            open.took(piece.length);
          }
          work();
        });
  }

  private static boolean write(Path to, byte[] piece) throws IOException {
    try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.APPEND)) {
      out.write(piece);
    }
    return true;
  }

  private boolean end(Path to, boolean keep) throws IOException {
    try {
      if (!keep || !hash(to).equals(id.sha256())) {
        return false;
      }
      try (InputStream in = Files.newInputStream(to)) {
        return assets.put(in, AssetLimits.defaults()).id().equals(id);
      }
    } finally {
      Files.deleteIfExists(to);
    }
  }

  private static String hash(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
