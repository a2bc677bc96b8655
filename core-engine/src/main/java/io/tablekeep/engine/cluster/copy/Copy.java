package io.tablekeep.engine.cluster.copy;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.cluster.line.Line;
import io.tablekeep.engine.cluster.line.LineEnd;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document as its owner shows it, wherever that is; on the owner itself the document's own
 * states. Follows the owner when it changes. Thread-safe; listeners and waiters are told on the
 * copy's loop.
 */
public final class Copy {
  private static final Logger LOG = LoggerFactory.getLogger(Copy.class);

  /** A line that says nothing for so long is given up. */
  static final Duration SILENCE = Duration.ofSeconds(5);

  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 1_000;

  private final Copies home;
  private final DocumentId id;
  private final Loop loop;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Waiters waiters;
  private volatile @Nullable State state;

  /** When the owner was last heard to have nothing newer. */
  private volatile long heard;

  private volatile boolean closed;
  private @Nullable Source source;
  private boolean looked;
  private long pause = FIRST_PAUSE;
  private volatile String fault = "not-ready";

  /**
   * A document at one version.
   *
   * @param version of the entry that has changed it last
   * @param root an immutable view of all of it
   */
  public record State(long version, Node root) {
    JsonObject tree() {
      return (JsonObject) ((NodeView) root).tree();
    }
  }

  Copy(Copies home, DocumentId id) {
    this.home = home;
    this.id = id;
    loop = home.runtime.loop("copy " + id);
    waiters = new Waiters(loop);
  }

  void begin() {
    heard = home.runtime.nanos();
    loop.execute(this::find);
    loop.after(Telling.BEAT, this::watch);
  }

  /**
   * Which document this is.
   *
   * @return its name
   */
  public DocumentId id() {
    return id;
  }

  /**
   * Where listeners are told.
   *
   * @return the copy's loop
   */
  public Loop loop() {
    return loop;
  }

  /**
   * The newest state that is known here.
   *
   * @param atMost how long ago the owner may have been heard last
   * @return the state
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code copy-stale} when that is longer
   *     ago, or nothing is known yet
   */
  public State state(Duration atMost) {
    State now = state;
    if (now == null || age().compareTo(atMost) > 0) {
      home.metrics.stale.increment();
      throw Faults.resource(
          "copy-stale",
          "The server that keeps this is not reached at present (" + fault + "). Try again.");
    }
    home.metrics.hits.increment();
    return now;
  }

  /**
   * How long ago the owner was heard last.
   *
   * @return since then what is known may have changed
   */
  public Duration age() {
    return Duration.ofNanos(home.runtime.nanos() - heard);
  }

  /**
   * Waits until a version is here.
   *
   * @param version as a receipt of an action says
   * @param within how long at most
   * @return a state of that version or a newer one; or a failure with code {@code copy-behind}
   */
  public CompletableFuture<State> atLeast(long version, Duration within) {
    CompletableFuture<State> told = new CompletableFuture<>();
    State now = state;
    if (now != null && now.version() >= version) {
      told.complete(now);
      return told;
    }
    loop.execute(
        () -> {
          State then = state;
          if (closed) {
            told.completeExceptionally(Faults.resource("copy-stale", "This was closed."));
          } else if (then != null && then.version() >= version) {
            told.complete(then);
          } else {
            waiters.add(version, within, told);
          }
        });
    return told;
  }

  /**
   * Asks to be told of each newer state.
   *
   * @param listener told on the copy's loop, must not block
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Follows the owner no more. */
  void close() {
    closed = true;
    loop.execute(
        () -> {
          drop();
          waiters.end();
        });
  }

  // On the loop.

  private void watch() {
    if (closed) {
      return;
    }
    Source now = source;
    if (now != null && home.runtime.nanos() - now.heard > SILENCE.toNanos()) {
      now.leave();
      again("silent");
    }
    loop.after(Telling.BEAT, this::watch);
  }

  private void find() {
    if (closed || source != null || looked) {
      return;
    }
    looked = true;
    loop.resume(
        home.directory.locate(id),
        (node, failure) -> {
          looked = false;
          if (closed) {
            return;
          }
          if (node == null) {
            again(Faults.code(failure));
          } else {
            follow(node);
          }
        });
  }

  private void follow(String node) {
    if (node.equals(home.self())) {
      Own own = new Own();
      source = own;
      own.begin();
    } else {
      Remote remote = new Remote();
      source = remote;
      remote.line = home.lines.open(node, loop, Copies.hello(id), remote);
    }
  }

  /** The owner is lost; whoever it is now is looked for after a while. */
  private void again(String code) {
    fault = code;
    home.metrics.lost.increment();
    drop();
    long wait = pause;
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
    loop.after(Duration.ofMillis(wait), this::find);
  }

  private void drop() {
    Source was = source;
    source = null;
    if (was != null) {
      was.leave();
    }
  }

  /** What the owner says, unless it is older than what is known. */
  private boolean show(State next) {
    State now = state;
    if (now != null && next.version() < now.version()) {
      LOG.warn("{} was offered at version {}, after {}", id, next.version(), now.version());
      return false;
    }
    pause = FIRST_PAUSE;
    heard = home.runtime.nanos();
    if (now == null || next.version() > now.version()) {
      state = next;
      waiters.settle(next);
      listeners.forEach(Runnable::run);
    }
    return true;
  }

  /** Where states come from. */
  private abstract class Source {
    long heard = home.runtime.nanos();
    boolean over;

    abstract void leave();

    final void lost(String code) {
      if (!over) {
        leave();
        source = null;
        again(code);
      }
    }
  }

  /** The document is kept by this very node. */
  private final class Own extends Source implements Campaign.Watcher {
    private Runnable stop = () -> {};

    void begin() {
      loop.resume(
          home.watch(id, this),
          (end, failure) -> {
            if (end == null) {
              lost(Faults.code(failure));
            } else if (over) {
              end.run();
            } else {
              stop = end;
              beat();
            }
          });
    }

    private void beat() {
      if (!over) {
        heard = home.runtime.nanos();
        Copy.this.heard = heard;
        loop.after(Telling.BEAT, this::beat);
      }
    }

    @Override
    public void shown(long version, Node root) {
      loop.execute(
          () -> {
            if (!over && !show(new State(version, root))) {
              lost("copy-behind");
            }
          });
    }

    @Override
    public void ended() {
      loop.execute(() -> lost("moved"));
    }

    @Override
    void leave() {
      over = true;
      stop.run();
    }
  }

  /** Another node keeps it. */
  private final class Remote extends Source implements LineEnd {
    @Nullable Line line;
    private final Queue<byte[]> messages = new ArrayDeque<>();
    private boolean reading;
    private boolean begun;

    @Override
    public void heard(byte[] message) {
      heard = home.runtime.nanos();
      messages.add(message);
      read();
    }

    private void read() {
      byte[] message = over || reading ? null : messages.poll();
      if (message == null) {
        return;
      }
      Wording told = Wording.of(message);
      State now = state;
      boolean follows = begun && now != null && told.from() == now.version();
      if (told.kind() != Wording.STATE && !follows) {
        lost("copy-gap");
        return;
      }
      if (told.kind() == Wording.BEAT) {
        Copy.this.heard = heard;
        next(message);
        return;
      }
      reading = true;
      loop.resume(
          home.runtime.offload(
              () ->
                  now == null || !follows || told.kind() == Wording.STATE
                      ? told.root()
                      : told.root(now.tree())),
          (root, failure) -> {
            reading = false;
            if (over) {
              return;
            }
            if (root == null) {
              LOG.error("what was told of {} was not understood", id, failure);
              lost(Faults.code(failure));
            } else if (!show(new State(told.to(), NodeView.of(root)))) {
              lost("copy-behind");
            } else {
              begun = true;
              next(message);
            }
          });
    }

    private void next(byte[] message) {
      Line open = line;
      if (open != null) {
        open.took(message.length);
      }
      read();
    }

    @Override
    public void writable(boolean now) {}

    @Override
    public void closed(String code, String message) {
      line = null;
      lost(code);
    }

    @Override
    void leave() {
      over = true;
      Line open = line;
      line = null;
      if (open != null) {
        open.close("left", "This copy is not needed any more.");
      }
    }
  }
}
